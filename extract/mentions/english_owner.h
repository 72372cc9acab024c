// Whose a figure of an English line is where another heads its clause: peers, places, pronouns.
//
// A line is folded text with placeholders (sentence_line.h); `at` is the byte of a placeholder in
// it. Pure functions.
#ifndef HESHU_EXTRACT_MENTIONS_ENGLISH_OWNER_H_
#define HESHU_EXTRACT_MENTIONS_ENGLISH_OWNER_H_

#include <cstddef>
#include <optional>
#include <string_view>

namespace heshu::extract {

// "X expects China's sales to fall {figure}": a house that forecasts tells of others, unless it
// says its own.
bool ForecastsOthers(std::string_view line, std::size_t at, std::size_t figure);

// "Daiwa cuts its target price for the stock": whether the house at byte `at` of the line moved
// what it thinks another's share is worth.
bool MovesItsTarget(std::string_view line, std::size_t at);

// "home prices in X": what is paid somewhere is of the place.
bool IsPlaceOfPrices(std::string_view line, std::size_t at);

// "In X, home prices rose": the sentence is set there.
bool OpensWithPlace(std::string_view line, std::size_t at);

// "The open-source model has {figure}": the byte of the last such words before the figure.
std::optional<std::size_t> FindEnglishModel(std::string_view line, std::size_t figure);

// "their {figure} gain", "a {figure} rise in the company's shares": whoever they are, it is theirs.
bool IsOwnedByPronoun(std::string_view line, std::size_t figure);

// "topping X's {figure}", "that of X fell to {figure}": of X is told what the figure before it told
// of another; the byte of X.
std::optional<std::size_t> FindPeerOwner(std::string_view line, std::size_t figure);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MENTIONS_ENGLISH_OWNER_H_
