// heshu show: one claim, fact or document.
#include "cli/claim_view.h"
#include "cli/commands.h"
#include "cli/fact_view.h"

namespace heshu::cli {
namespace {

tl::unexpected<Error> NoSuch(std::string_view thing, const std::string& id) {
  return Fail(ErrorKind::kNotFound, "there is no such " + std::string(thing), id,
              "ids stand in the output of `heshu search` and `heshu conflicts`");
}

Result<int> ShowClaim(Session& session, store::Store& store, const std::string& id) {
  const auto claim = store.FindClaim(id);
  if (!claim) return tl::make_unexpected(claim.error());
  if (!claim->has_value()) return NoSuch("claim", id);
  std::vector<extract::ExplainStep> steps;
  if (session.arguments().Has("explain")) {
    const auto extractor = session.extractor();
    if (!extractor) return tl::make_unexpected(extractor.error());
    const auto document = store.ReadDocument((*claim)->doc);
    if (!document) return tl::make_unexpected(document.error());
    const auto article = store.ReadArticle((*claim)->doc);
    if (!article) return tl::make_unexpected(article.error());
    if (document->has_value() && article->has_value()) {
      steps = (*extractor)->Explain(**document, **article, id);
    }
    if (steps.empty()) {
      session.Note("the rules of now do not read this figure; `heshu db reextract` applies them");
    }
  }
  const Format format = session.format(Format::kTable);
  if (format == Format::kTable) {
    session.output().Write(ClaimBlock(**claim, steps, session.terminal()));
  } else if (format != Format::kCsv && session.arguments().Has("explain")) {
    JsonStyle style = session.json_style();
    style.is_indented = format == Format::kJson;
    session.output().Write(ExplainedClaimJson(**claim, steps, style) + "\n");
  } else if (format == Format::kJson) {
    JsonStyle style = session.json_style();
    style.is_indented = true;
    session.output().Write(ClaimJson(**claim, style) + "\n");
  } else {
    ClaimWriter writer(session, format);
    writer.Add(**claim);
    writer.Finish();
  }
  return kDone;
}

Result<int> ShowFact(Session& session, store::Store& store, const std::string& id) {
  const auto fact = store.FindFact(id);
  if (!fact) return tl::make_unexpected(fact.error());
  if (!fact->has_value()) return NoSuch("fact", id);
  const Format format = session.format(Format::kTable);
  if (format == Format::kJson) {
    JsonStyle style = session.json_style();
    style.is_indented = true;
    session.output().Write(FactJson(**fact, style) + "\n");
  } else {
    FactWriter writer(session, format);
    writer.Add(**fact);
    writer.Finish();
  }
  if (format == Format::kTable && session.arguments().Has("explain")) {
    for (const Claim& claim : (*fact)->claims) {
      session.output().Write("\n");
      const auto shown = ShowClaim(session, store, claim.id);
      if (!shown) return shown;
    }
  }
  return kDone;
}

Result<int> ShowDocument(Session& session, store::Store& store, const std::string& id) {
  const auto document = store.FindDocument(id);
  if (!document) return tl::make_unexpected(document.error());
  if (!document->has_value()) return NoSuch("document", id);
  const Format format = session.format(Format::kTable);
  if (format == Format::kJson || format == Format::kJsonl) {
    JsonStyle style = session.json_style();
    style.is_indented = format == Format::kJson;
    session.output().Write(DocumentJson(**document, style) + "\n");
    return kDone;
  }
  if (format == Format::kTable) {
    const store::StoredDocument& found = **document;
    std::string text = Paint(Printable(found.title.empty() ? found.url : found.title), Ink::kBold,
                             session.terminal().colours_stdout) +
                       "  " + found.id + "\n";
    const auto row = [&](std::string_view name, const std::string& value) {
      if (!value.empty()) text += "  " + PadToWidth(name, 12) + Printable(value) + "\n";
    };
    row("url", found.url);
    row("source", found.source);
    row("published", found.published);
    row("stored", found.fetched_at);
    row("bytes", std::to_string(found.bytes));
    row("figures", std::to_string(found.claims));
    session.output().Write(text + "\n");
  }
  store::ClaimQuery query;
  query.doc = id;
  const auto claims = store.FindClaims(query);
  if (!claims) return tl::make_unexpected(claims.error());
  ClaimWriter writer(session, format);
  for (const Claim& claim : *claims) {
    if (!writer.Add(claim)) break;
  }
  writer.Finish();
  return kDone;
}

}  // namespace

Result<int> RunShow(Session& session) {
  const std::string id(session.arguments().word(0));
  const bool is_claim = id.starts_with("c_");
  const bool is_fact = id.starts_with("f_");
  if (!is_claim && !is_fact && !id.starts_with("d_")) {
    return Fail(ErrorKind::kInvalidInput, "`" + id + "` is no id", "",
                "ids begin with c_ (claim), f_ (fact) or d_ (document)");
  }
  auto store = session.OpenStore(store::OpenMode::kReadOnly);
  if (!store) return tl::make_unexpected(store.error());
  if (is_claim) return ShowClaim(session, *store, id);
  if (is_fact) return ShowFact(session, *store, id);
  return ShowDocument(session, *store, id);
}

}  // namespace heshu::cli
