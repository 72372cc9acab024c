#include "cli/message.h"

#include <algorithm>
#include <utility>

#include "cli/display_width.h"
#include "cli/terminal.h"

namespace heshu::cli {
namespace {

std::string_view LevelWord(Level level) {
  switch (level) {
    case Level::kError:
      return "error";
    case Level::kWarning:
      return "warning";
    case Level::kNote:
      return "note";
  }
  return "";
}

Ink LevelInk(Level level) {
  return level == Level::kError ? Ink::kRed : level == Level::kWarning ? Ink::kYellow : Ink::kBlue;
}

// A line of a snippet: white space counts, since the caret stands under a column.
std::string SnippetLine(std::string_view line) {
  const std::size_t text = line.find_first_not_of(" \t");
  if (text == std::string_view::npos) return {};
  std::string indent(line.substr(0, text));
  std::replace(indent.begin(), indent.end(), '\t', ' ');
  return indent + Printable(line.substr(text));
}

// Insertions, deletions, changes and swaps of neighbours that make `a` into `b`.
std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> rows(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        rows[i][j] = i + j;
        continue;
      }
      rows[i][j] = std::min({rows[i - 1][j] + 1, rows[i][j - 1] + 1,
                             rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        rows[i][j] = std::min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
  }
  return rows[a.size()][b.size()];
}

}  // namespace

std::string FormatMessage(Level level, const Error& error, bool is_coloured) {
  std::string what = error.what;
  std::string reason;
  const std::size_t colon = what.find(": ");
  // Not inside brackets: "(tables: notes)" is no reason.
  if (colon != std::string::npos && what.find('(') > colon) {
    reason = what.substr(colon + 2);
    what.resize(colon);
  }
  std::string out = Paint(std::string(LevelWord(level)) + ":", LevelInk(level), is_coloured) + " " +
                    Paint(Printable(what), Ink::kBold, is_coloured) + "\n";
  if (!reason.empty()) out += " reason: " + Printable(reason) + "\n";
  if (!error.where.empty()) {
    out += " " + Paint("-->", Ink::kBlue, is_coloured) + " " + Printable(error.where) + "\n";
  }
  const std::string bar = "  " + Paint("|", Ink::kBlue, is_coloured);
  for (std::size_t at = 0; at < error.snippet.size();) {
    const std::size_t end = std::min(error.snippet.find('\n', at), error.snippet.size());
    const std::string line = SnippetLine(std::string_view(error.snippet).substr(at, end - at));
    out += line.empty() ? bar + "\n" : bar + " " + line + "\n";
    at = end + 1;
  }
  if (!error.hint.empty()) {
    out += "  " + Paint("= help:", Ink::kGreen, is_coloured) + " " + Printable(error.hint) + "\n";
  }
  return out;
}

std::string NearestWord(std::string_view word, const std::vector<std::string_view>& candidates) {
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view candidate : candidates) {
    const bool is_begun = word.size() >= 2 && candidate.starts_with(word);
    const std::size_t distance = is_begun ? 1 : Distance(word, candidate);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return std::string(best);
}

std::string DidYouMean(std::string_view word, const std::vector<std::string_view>& candidates,
                       std::string otherwise) {
  const std::string nearest = NearestWord(word, candidates);
  return nearest.empty() ? std::move(otherwise) : "did you mean `" + nearest + "`?";
}

}  // namespace heshu::cli
