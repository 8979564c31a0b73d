// What other sentences stand in.
#include "clients/cli/fault_words.h"

namespace tashbik::cli {
namespace {

constexpr Entry kRows[] = {
    {"has @0, but at most @1 are taken", "@0، والحد المسموح به: @1", "@0, limite admise\u00A0: @1"},
    {"must be given: @0", "قيمة مطلوبة (@0)", "valeur obligatoire (@0)"},
    {"@0; take it out", "@0؛ احذفوا ذلك", "@0\u00A0; retirez-le"},
    {"@0 are used up but for $1: ask for fewer at once, or try again in $2",
     "كادت الحصة تُستنفد (@0) وبقي منها $1: اطلبوا عددًا أقل في المرة الواحدة، أو حاولوا مجددًا بعد "
     "$2",
     "quota presque épuisé (@0), il en reste $1\u00A0: demandez-en moins à la fois, ou réessayez "
     "dans $2"},
    {"@0 are used up: try again in $1", "استُنفدت الحصة (@0): حاولوا مجددًا بعد $1",
     "quota épuisé (@0)\u00A0: réessayez dans $1"},
    {"`$0` @1 (and $2 more faults)", "الحقل `$0`: @1 (وأخطاء أخرى: $2)",
     "`$0`\u00A0: @1 (autres erreurs\u00A0: $2)"},
    {"`$0` @1", "الحقل `$0`: @1", "`$0`\u00A0: @1"},
    {"%0: @1", "%0: @1", "%0\u00A0: @1"},
    {"@0; @1", "@0؛ @1", "@0\u00A0; @1"},
    {"$0: @1", "$0: @1", "$0\u00A0: @1"},
};

}  // namespace

absl::Span<const Entry> FrameFaultWords() { return kRows; }

}  // namespace tashbik::cli
