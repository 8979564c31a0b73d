// All tables.
#include "clients/cli/fault_words.h"

namespace tashbik::cli {

std::vector<absl::Span<const Entry>> FaultWords() {
  return {ClientFaultWords(), FileFaultWords(), RemedyFaultWords(), ServerFaultWords(),
          FilledFaultWords(), TermWords(),      FrameFaultWords()};
}

}  // namespace tashbik::cli
