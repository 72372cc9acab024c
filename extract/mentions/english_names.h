// Names of no table in English prose: where a run of capitalized words begins and ends as a name,
// and which runs are people.
//
// Internal to the finding of names (name_finder, mention). Pure functions.
#ifndef HESHU_EXTRACT_MENTIONS_ENGLISH_NAMES_H_
#define HESHU_EXTRACT_MENTIONS_ENGLISH_NAMES_H_

#include <optional>
#include <string_view>
#include <vector>

#include "core/byte_span.h"
#include "extract/mentions/entity_table.h"
#include "extract/mentions/mention.h"

namespace heshu::extract {

// The name within a run of capitalized Latin words of `text`: without what only opens the sentence
// ("In December", "Yesterday WeWork", "Since"). Empty if the run names nobody: an estimate, a day,
// a law; in English prose an abbreviation that no frame shows to be a company.
std::optional<ByteSpan> NameInRun(std::string_view text, ByteSpan run, bool is_english);

// "Intelligent Cloud" segment, "Devices" and Services division: a part of the company that is told
// of.
bool IsSegmentName(std::string_view after);

// "Semiconductor", "Technologies Holdings": words that end a company's full name, and name nobody
// on their own behind a name that is known.
bool IsNameTail(std::string_view words);

// Where the dateline that opens `text` ends ("STOCKHOLM, April 28 (Reuters) - ", "Hong Kong — "); 0
// without one. What it names is where and when the report was written.
std::size_t DatelineEnd(std::string_view text);

// Makes people of those of `names` (kind "name") that have an office or a title, or are quoted and
// were named in full; and gives a short form ("Helion") the id of the full name said before.
// "Japan Paper's profit", "China Harbour Holdings": the place is the first word of a company's
// name.
void JoinPlaceNames(std::string_view text, std::vector<EntityMention>* entities);

void SortEnglishNames(std::string_view text, NamingContext* naming,
                      std::vector<EntityMention>* names);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_ENGLISH_NAMES_H_
