// search: actors by words, themes with --themes.
#include <memory>

#include "absl/strings/str_join.h"
#include "clients/cli/command.h"
#include "clients/cli/output.h"
#include "clients/cli/place_filter.h"
#include "tashbik/v1/search.pb.h"

namespace tashbik::cli {
namespace {

struct Options {
  std::vector<std::string> words;
  PlaceFilter places;
  int top = 20;
  bool themes = false;
};

Outcome SearchThemes(Session& session, const client::Client& client, const Options& options) {
  v1::SearchThemesRequest request;
  request.set_query(absl::StrJoin(options.words, " "));
  request.set_count(std::min(options.top, 50));
  auto response = client.Call<v1::SearchThemesResponse>(request);
  if (!response.ok()) return response.status();
  Listing listing(&session, v1::Theme::descriptor());
  for (const v1::ThemeResult& result : response->results()) listing.Add(result.theme());
  listing.Finish();
  return ExitCode::kOk;
}

Outcome Search(Session& session, const Options& options) {
  auto filter = options.places.Build();
  if (!filter.ok()) return filter.status();
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  if (options.themes) return SearchThemes(session, **client, options);
  v1::SearchRequest request;
  request.set_query(absl::StrJoin(options.words, " "));
  request.set_filter(*filter);
  request.set_page_size(std::min(options.top, 1000));
  client::Pages<v1::SearchResult> results = (*client)->List<v1::SearchResult>(request);
  auto result = results.begin();
  if (result != results.end() && !result->ok()) return result->status();
  Listing listing(&session, v1::SearchResult::descriptor());
  for (int count = 0; count < options.top && result != results.end(); ++count, ++result) {
    if (!result->ok()) return result->status();
    listing.Add(**result);
  }
  listing.Finish();
  return ExitCode::kOk;
}

}  // namespace

void AddSearchCommand(CLI::App* app, Selection* selection) {
  auto options = std::make_shared<Options>();
  CLI::App* search =
      AddCommand(app, "search", "Find organizations and groups by words, in any language",
                 "  tashbik search \"centre du golfe\" --active-in Bahrain\n"
                 "  tashbik search --themes apatridie");
  search->add_option("WORDS", options->words, "Words of names, themes and descriptions")
      ->required();
  search->add_option("--top", options->top, "Most to show")
      ->check(Between(1, 100000))
      ->default_val(20);
  search->add_flag("--themes", options->themes, "Find themes of the vocabulary instead");
  options->places.AddTo(search, true);
  search->callback([selection, options] {
    selection->run = [options](Session& session) { return Search(session, *options); };
  });
}

}  // namespace tashbik::cli
