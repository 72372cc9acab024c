#include "cli/message.h"

#include <algorithm>
#include <numeric>
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

std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
    }
  }
  return row.back();
}

}  // namespace

std::string FormatMessage(Level level, const Error& error, bool is_coloured) {
  std::string what = error.what;
  std::string reason;
  if (const std::size_t colon = what.find(": "); colon != std::string::npos) {
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
