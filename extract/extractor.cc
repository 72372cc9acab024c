#include "extract/extractor.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include "core/hash.h"
#include "extract/article/article_reader.h"
#include "extract/claims/claim_finder.h"
#include "extract/extractor_impl.h"
#include "extract/rules/rule_file.h"

namespace heshu::extract {
namespace {

namespace fs = std::filesystem;

// Everything that stands in rules files, by what reads it.
struct LoadedFiles {
  std::vector<RuleFile> units, entities, metrics, claims, cues, article;
  std::string version;
};

// What a file of rules can hold, ours or a user's.
constexpr std::array<std::string_view, 23> kSections = {
    "unit",  "currency",  "bound",       "entity", "metric", "macros",     "rule",       "noun",
    "head",  "qualifier", "modality",    "period", "per",    "classifier", "phrase",     "before",
    "after", "ordinal",   "attribution", "rank",   "skip",   "lists",      "fiscal_year"};

std::vector<std::string> TomlFiles(const std::string& folder) {
  std::vector<std::string> out;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".toml") out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<LoadedFiles> Load(const RuleSources& sources) {
  LoadedFiles files;
  std::uint64_t hash = 0;
  const auto read = [&](const std::string& path, std::vector<RuleFile>& into) -> Result<void> {
    auto file = RuleFile::Read(path);
    if (!file) return tl::make_unexpected(file.error());
    hash = StableHash(file->text(), hash);
    if (&into != &files.article) {
      if (auto unknown = file->UnknownMember(file->root(), {kSections.begin(), kSections.end()})) {
        return tl::make_unexpected(std::move(*unknown));
      }
    }
    into.push_back(std::move(*file));
    return {};
  };
  const std::string& root = sources.directory;
  std::error_code error;
  if (!fs::is_directory(root, error)) {
    return Fail(ErrorKind::kNotFound, "the rules folder is missing", root,
                "name it with --rules DIR or HESHU_RULES");
  }
  for (const auto& [path, into] : {std::pair{root + "/units.toml", &files.units},
                                   {root + "/metrics.toml", &files.metrics},
                                   {root + "/cues.toml", &files.cues},
                                   {root + "/article.toml", &files.article}}) {
    if (auto done = read(path, *into); !done) return tl::make_unexpected(done.error());
  }
  for (const auto& [folder, into] : {std::pair{root + "/metrics", &files.metrics},
                                     {root + "/cues", &files.cues},
                                     {root + "/entities", &files.entities},
                                     {root + "/claims", &files.claims}}) {
    for (const std::string& path : TomlFiles(folder)) {
      if (auto done = read(path, *into); !done) return tl::make_unexpected(done.error());
    }
  }
  for (const std::string& path : sources.user_files) {
    std::vector<RuleFile> one;
    if (auto done = read(path, one); !done) return tl::make_unexpected(done.error());
    for (auto* into : {&files.units, &files.entities, &files.metrics, &files.claims, &files.cues}) {
      into->push_back(one[0]);
    }
  }
  files.version = HexId(hash);
  return files;
}

std::string Describe(const RuleMatch& match) {
  return match.rule + " → " + match.metric + " (priority " + std::to_string(match.priority) +
         ", distance " + std::to_string(match.gap) + ")";
}

}  // namespace

Result<Extractor> Extractor::Create(const RuleSources& sources) {
  auto files = Load(sources);
  if (!files) return tl::make_unexpected(files.error());
  auto folder = normalize::Folder::Create();
  if (!folder) return tl::make_unexpected(folder.error());
  const auto fold = [&](std::string_view text) { return folder->FoldKey(text); };
  auto units = UnitTable::Create(files->units);
  if (!units) return tl::make_unexpected(units.error());
  auto entities = EntityTable::Create(files->entities, fold);
  if (!entities) return tl::make_unexpected(entities.error());
  const auto compiles_now = [&](const RuleFile& file) {
    return sources.check_patterns || std::find(sources.user_files.begin(), sources.user_files.end(),
                                               file.name()) != sources.user_files.end();
  };
  auto rules = ClaimRules::Create(files->metrics, files->claims, fold, compiles_now);
  if (!rules) return tl::make_unexpected(rules.error());
  auto cues = ContextCues::Create(files->cues, fold, compiles_now);
  if (!cues) return tl::make_unexpected(cues.error());
  auto reader =
      ArticleReader::Create(files->article.front(), {},
                            sources.check_patterns ? RuleSamples::kRun : RuleSamples::kTrusted);
  if (!reader) return tl::make_unexpected(reader.error());

  Vocabulary vocabulary;
  for (const UnitDefinition& unit : units->definitions()) vocabulary.Add(unit);
  for (const MetricReading& metric : rules->metrics()) vocabulary.Add(metric.definition);
  for (const EntityDefinition& entity : entities->definitions()) vocabulary.Add(entity);
  const std::size_t count = files->units.size() + files->entities.size() + files->metrics.size() +
                            files->claims.size() + files->cues.size() + files->article.size() -
                            4 * sources.user_files.size();
  Extractor extractor;
  extractor.impl_ = std::make_shared<const Impl>(
      Impl{ClaimKnowledge{std::move(*folder), std::move(*units), std::move(*entities),
                          std::move(*rules), std::move(*cues)},
           std::move(*reader), std::move(vocabulary), files->version, count});
  return extractor;
}

Result<Article> Extractor::ReadArticle(const Document& document) const {
  return impl_->reader.Read(document);
}

std::vector<Claim> Extractor::ExtractClaims(const Document& document,
                                            const Article& article) const {
  return FindClaims(impl_->knowledge, document, article);
}

Result<Extraction> Extractor::Extract(const Document& document) const {
  auto article = ReadArticle(document);
  if (!article) return tl::make_unexpected(article.error());
  Extraction extraction;
  extraction.claims = ExtractClaims(document, *article);
  extraction.article = std::move(*article);
  return extraction;
}

std::vector<ExplainStep> Extractor::Explain(const Document& document, const Article& article,
                                            std::string_view claim_id) const {
  std::vector<ExplainStep> steps;
  FindClaims(impl_->knowledge, document, article, [&](const Claim& claim, const ClaimTrace& trace) {
    if (claim.id != claim_id || !steps.empty()) return;
    const auto add = [&](std::string stage, std::string text) {
      if (!text.empty()) steps.push_back({std::move(stage), std::move(text)});
    };
    add("original", claim.sentence);
    add("bytes", "[" + std::to_string(claim.span.begin) + ", " + std::to_string(claim.span.end) +
                     ") of the document's text");
    add("folded", trace.folded);
    add("line", trace.line);
    for (std::size_t i = 0; i < trace.candidates.size(); ++i) {
      add(i == 0 ? "rule" : "rule (lost)", Describe(trace.candidates[i]));
    }
    if (trace.candidates.empty()) {
      add("rule", claim.rule.empty() ? "none matched: stored as a figure" : claim.rule);
    }
    add("value", (claim.value.lo ? claim.value.lo->ToString() : "open") + " … " +
                     (claim.value.hi ? claim.value.hi->ToString() : "open") + " " + claim.unit +
                     ", " + std::string(BoundName(claim.value.bound)) +
                     (claim.value.bound_word.empty() ? "" : " (" + claim.value.bound_word + ")"));
    if (claim.subject) add("subject", claim.subject->id + ": " + trace.subject_why);
    if (claim.time.start || claim.time.end) {
      add("time", (claim.time.start ? claim.time.start->ToString() : "") + " … " +
                      (claim.time.end ? claim.time.end->ToString() : "") + ": " + trace.time_why);
    }
    add("modality", std::string(ModalityName(claim.modality)));
    if (claim.attribution) add("attribution", claim.attribution->text);
  });
  return steps;
}

std::vector<ListedRule> Extractor::ListRules() const {
  std::vector<ListedRule> out;
  for (ClaimRules::Listing& rule : impl_->knowledge.rules.List()) {
    out.push_back({std::move(rule.id), std::move(rule.metric), std::move(rule.pattern),
                   std::move(rule.where)});
  }
  return out;
}

std::vector<MatchedFigure> Extractor::MatchFigures(const Document& document,
                                                   const Article& article) const {
  std::map<std::string, std::vector<std::size_t>> rules;  // by claim
  std::vector<Claim> claims = FindClaims(impl_->knowledge, document, article,
                                         [&](const Claim& claim, const ClaimTrace& trace) {
                                           auto& of_claim = rules[claim.id];
                                           for (const RuleMatch& candidate : trace.candidates)
                                             of_claim.push_back(candidate.number);
                                         });
  std::vector<MatchedFigure> out;
  for (Claim& claim : claims) {
    auto& of_claim = rules[claim.id];
    out.push_back({std::move(claim), std::move(of_claim)});
  }
  return out;
}

const Vocabulary& Extractor::vocabulary() const { return impl_->vocabulary; }
const normalize::Folder& Extractor::folder() const { return impl_->knowledge.folder; }
const std::string& Extractor::rule_set_version() const { return impl_->version; }

std::string Extractor::ResolveSubject(std::string_view name_or_id) const {
  const std::string id = impl_->knowledge.entities.Resolve(name_or_id);
  if (!id.empty()) return id;
  return impl_->knowledge.entities.Resolve(folder().FoldKey(name_or_id));
}

}  // namespace heshu::extract
