// One table for the sentences.
#include "clients/cli/meeting_words.h"

#include <google/protobuf/util/time_util.h>

#include "absl/strings/str_cat.h"
#include "clients/cli/entry.h"

namespace tashbik::cli {
namespace {

constexpr Entry kWaits = {"It waits for an answer, until ", "ينتظر الرد حتى ",
                          "En attente d’une réponse, jusqu’au "};
constexpr Entry kAnswerIt = {"You are asked. Accept or decline it until ",
                             "الطلب موجّه إليكم. يمكنكم قبوله أو رفضه حتى ",
                             "On vous le demande. Acceptez ou refusez jusqu’au "};
constexpr Entry kAgreeFirst = {
    "Your coordinator asked for you. It goes out once you accept it, until ",
    "طلبه المنسق باسمكم. لا يُرسل إلا بعد موافقتكم، حتى ",
    "Votre coordination l’a demandé pour vous. Acceptez pour l’envoyer, jusqu’au "};
constexpr Entry kAgreed = {"You agreed; the other side has not yet. It ends on ",
                           "وافقتم، ولم يوافق الطرف الآخر بعد. ينتهي في ",
                           "Vous avez accepté, pas encore l’autre partie. Fin le "};
constexpr Entry kAccepted = {"Both agreed.", "وافق الطرفان.", "Les deux parties ont accepté."};
constexpr Entry kClosed = {"It came to nothing.", "لم يتم التعارف.", "Sans suite."};
constexpr Entry kNotNow = {"The answer was: not now. Asking again later is welcome.",
                           "كان الرد: ليس الآن. يمكن إعادة الطلب لاحقًا.",
                           "Réponse\u00A0: pas maintenant. Vous pourrez redemander plus tard."};
constexpr Entry kNo = {"The answer was: no.", "كان الرد: لا.", "Réponse\u00A0: non."};
constexpr Entry kRevoked = {
    "One side took its agreement back: contacts show no more.",
    "سحب أحد الطرفين موافقته: لم تعد وسائل الاتصال ظاهرة.",
    "Une partie a retiré son accord\u00A0: les contacts ne sont plus montrés."};

constexpr Entry kWords[] = {
    {"How to reach them", "كيف تتواصلون معهم", "Comment les joindre"},
    {"Message", "الرسالة", "Message"},
    {"What the asker shows", "ما يعرضه الطالب", "Ce que montre la partie qui demande"},
    {"Answers", "الأجوبة", "Réponses"},
    {"Questions to answer first", "أسئلة يجب الإجابة عنها أولًا",
     "Questions auxquelles répondre d’abord"},
    {"Together", "معًا", "Ensemble"},
};

std::string Day(const google::protobuf::Timestamp& time) {
  return google::protobuf::util::TimeUtil::ToString(time).substr(0, 10);
}

}  // namespace

std::string StandingOf(const v1::Introduction& introduction, absl::string_view language) {
  const auto until = [&](const Entry& entry) {
    return absl::StrCat(In(entry, language), Day(introduction.expire_time()), ".");
  };
  switch (introduction.state()) {
    case v1::INTRODUCTION_STATE_ACCEPTED:
      return In(kAccepted, language);
    case v1::INTRODUCTION_STATE_REVOKED:
      return In(kRevoked, language);
    case v1::INTRODUCTION_STATE_CLOSED:
      if (introduction.answer() == v1::INTRODUCTION_ANSWER_NOT_NOW) return In(kNotNow, language);
      if (introduction.answer() == v1::INTRODUCTION_ANSWER_NO) return In(kNo, language);
      return In(kClosed, language);
    default:
      break;
  }
  if (introduction.role() == v1::INTRODUCTION_ROLE_ASKED) {
    return until(introduction.agreed() ? kAgreed : kAnswerIt);
  }
  const bool unsent = introduction.role() == v1::INTRODUCTION_ROLE_ASKER && !introduction.agreed();
  return until(unsent ? kAgreeFirst : kWaits);
}

absl::string_view Say(MeetingWord word, absl::string_view language) {
  return In(kWords[static_cast<size_t>(word)], language);
}

std::string EffectOf(const v1::Feedback& feedback, absl::string_view language) {
  static constexpr Entry kUseful = {"Thank you.", "شكرًا لكم.", "Merci."};
  static constexpr Entry kLater = {"It is not suggested to you until ", "لن يُقترح عليكم حتى ",
                                   "Ne vous sera plus proposé avant le "};
  static constexpr Entry kNever = {
      "It is not suggested to you again. The coordinators of its hubs are asked.",
      "لن يُقترح عليكم مجددًا. سيُسأل منسقو شبكاته.",
      "Ne vous sera plus proposé. La coordination de ses réseaux est consultée."};
  static constexpr Entry kTheme = {
      "That theme counts no more between the two. The coordinators of its hubs are asked.",
      "لم يعد هذا الموضوع يُحتسب بينكما. سيُسأل منسقو شبكاته.",
      "Ce thème ne compte plus entre vous. La coordination de ses réseaux est consultée."};
  static constexpr Entry kCause = {
      "That cause counts no more between the two. The editors of the vocabulary are asked.",
      "لم تعد هذه القضية تُحتسب بينكما. سيُسأل محررو المفردات.",
      "Cette cause ne compte plus entre vous. L’équipe du vocabulaire est consultée."};
  switch (feedback.kind()) {
    case v1::FEEDBACK_KIND_NOT_NOW:
      return absl::StrCat(In(kLater, language), feedback.until_date(), ".");
    case v1::FEEDBACK_KIND_WRONG_PARTNER:
      return In(kNever, language);
    case v1::FEEDBACK_KIND_WRONG_THEME:
      return In(kTheme, language);
    case v1::FEEDBACK_KIND_WRONG_CAUSE:
      return In(kCause, language);
    default:
      return In(kUseful, language);
  }
}

}  // namespace tashbik::cli
