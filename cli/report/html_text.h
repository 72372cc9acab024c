// Texts of pages made safe for a page of ours: whatever a source wrote is shown, and never obeyed.
//
// All functions take any bytes; ill-formed UTF-8 becomes U+FFFD. Pure; safe from any thread.
#ifndef HESHU_CLI_REPORT_HTML_TEXT_H_
#define HESHU_CLI_REPORT_HTML_TEXT_H_

#include <string>
#include <string_view>

#include "normalize/fold.h"

namespace heshu::cli {

// `text` for element content and for attribute values in double quotes: & < > " ' are entities.
// Control characters and bidirectional overrides, embeddings and isolates become U+FFFD (they could
// make a figure read backwards), runs of white space one space.
std::string EscapeHtml(std::string_view text);

// The address as an attribute value, if it is one that a reader may be sent to: http or https, with
// a host, no control characters. Empty otherwise (javascript:, data:, a path).
std::string SafeLink(std::string_view url);

// `json` (a complete JSON text) fit to stand in a <script type="application/json">: no `<` is left
// in it, so that no text can end the element or open a comment.
std::string ScriptJson(std::string_view json);

// BCP 47 language of a text by its characters: "zh-Hant", "zh-Hans", "ja" (kana), "ko" (Hangul),
// "en" (no Han). A text counts as traditional where a twentieth of its Han characters have another
// simplified form.
std::string_view QuoteLanguage(std::string_view text, const normalize::Folder& folder);

// The key that searching in the page goes by: folded (either script), ASCII in lower case.
std::string SearchKey(std::string_view text, const normalize::Folder& folder);

// What folds to a character of `keys` in one step, as pairs of characters "體体萬万…": with it a
// page folds a query typed in either script.
std::string FoldPairs(std::string_view keys, const normalize::Folder& folder);

}  // namespace heshu::cli

#endif  // HESHU_CLI_REPORT_HTML_TEXT_H_
