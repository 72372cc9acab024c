// Which texts are one text: reprints, syndicated copies, rewritten leads (CLAIMS.md, rule 8).
//
// A sketch holds the least hashes of a text's shingles (five characters each; MinHash by one
// permutation, 64 bins) and of its numbers. Texts that share a band of four bins are candidates:
// .95 and more of the pairs with two thirds of their shingles in common, one in ten thousand of
// those with a twentieth. Cost does not grow with the number of texts.
#ifndef HESHU_COMPARE_NEAR_DUPLICATE_H_
#define HESHU_COMPARE_NEAR_DUPLICATE_H_

#include <string_view>

#include "core/claim_key.h"

namespace heshu::compare {

// `folded` is text of either script after the fold of normalize/. Spaces and punctuation are passed
// over. A text of fewer than 80 characters has no bands: too little to tell copying by.
TextSketch SketchOf(std::string_view folded);

// The share of shingles that two texts have in common, estimated ± .06; of their numbers, ± .12.
double TextResemblance(std::string_view sketch_a, std::string_view sketch_b);
double NumberResemblance(std::string_view sketch_a, std::string_view sketch_b);

// Half of the text and half of its numbers. A market report made from the template of yesterday's
// shares its words and not its numbers.
bool AreNearDuplicates(std::string_view sketch_a, std::string_view sketch_b);

}  // namespace heshu::compare

#endif  // HESHU_COMPARE_NEAR_DUPLICATE_H_
