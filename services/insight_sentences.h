// What the shape of the network means, in words: English, Arabic and French.
#ifndef TASHBIK_SERVICES_INSIGHT_SENTENCES_H_
#define TASHBIK_SERVICES_INSIGHT_SENTENCES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/places.h"

namespace tashbik::services {

// Each is a sentence or two, ending with a full stop. Themes are labels in the language, names are
// display names, countries are codes; all such as the viewer may see. Pure.

// Nobody works on `theme` in `countries`; `elsewhere` do in others.
std::string GapSentence(absl::string_view theme, const std::vector<std::string>& countries,
                        int64_t elsewhere, Language language);
// `actors` work on `theme` in `country`.
std::string CoveredSentence(absl::string_view theme, absl::string_view country, int64_t actors,
                            Language language);
// In `country` each of `themes` has one actor alone.
std::string ThinSentence(absl::string_view country, const std::vector<std::string>& themes,
                         Language language);

// `needed` need `theme` and nobody among them, or at all, offers it.
std::string UnmetSentence(absl::string_view theme, int64_t needed, int64_t offered,
                          Language language);

// `partner` empty: there is none. `reach`: whom it would be connected with.
std::string IsolatedSentence(absl::string_view actor, absl::string_view partner, int64_t reach,
                             Language language);

// `share` from 0 to 1.
std::string BrokerageSentence(absl::string_view actor, double share, bool articulation,
                              Language language);

// `actors` are the first of `size`.
std::string CommunitySentence(int64_t size, const std::vector<std::string>& actors,
                              const std::vector<std::string>& themes, Language language);

struct StructureFigures {
  int64_t actors = 0;
  int64_t ties = 0;
  int64_t isolated = 0;
  int64_t parts = 0;                      // components of those with ties
  int64_t largest_part = 0;               // actors in it
  std::vector<std::string> articulation;  // names of some without whom a part falls apart
  int64_t articulation_points = 0;        // how many there are
};
std::vector<std::string> StructureSentences(const StructureFigures& figures, Language language);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_INSIGHT_SENTENCES_H_
