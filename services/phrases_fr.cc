// The phrases in French. Names and labels stand after colons or behind prepositions that do not
// contract, so that no article, gender or elision depends on them.
#include "services/phrases.h"

namespace tashbik::services {
namespace {

// U+00A0 before colons, U+202F before semicolons, as French typography has it.
constexpr PhraseRow kPhrases[] = {
    {Phrase::kCauseOne, "Même cause profonde\u00A0: {list}."},
    {Phrase::kCauseMany, "Mêmes causes profondes\u00A0: {list}."},
    {Phrase::kIssueOne, "Un combat commun\u00A0: {list}."},
    {Phrase::kIssueMany, "Des combats communs\u00A0: {list}."},
    {Phrase::kChallengeOne, "Une même difficulté\u00A0: {list}."},
    {Phrase::kChallengeMany, "Les mêmes difficultés\u00A0: {list}."},
    {Phrase::kCommunityOne, "Aux côtés de la même communauté\u00A0: {list}."},
    {Phrase::kCommunityMany, "Aux côtés des mêmes communautés\u00A0: {list}."},
    {Phrase::kBridge, "Le même combat, vu de côtés différents\u00A0: {list}."},
    {Phrase::kBridgeShort, "Le même combat, mené de côtés différents."},
    {Phrase::kSpanServeYou, "De votre côté\u00A0: {a}\u202F; du leur\u00A0: {b}."},
    {Phrase::kSpanServeThey, "{asker}\u00A0: {a}\u202F; {partner}\u00A0: {b}."},
    {Phrase::kSpanWorkYou, "De votre côté\u00A0: {a}\u202F; du leur\u00A0: {b}."},
    {Phrase::kSpanWorkThey, "{asker}\u00A0: {a}\u202F; {partner}\u00A0: {b}."},
    {Phrase::kRelated, "Des combats liés\u00A0: {list}."},
    {Phrase::kPair, "{a} avec {b}"},
    {Phrase::kText, "Les deux présentations emploient des mots semblables."},
    {Phrase::kNeedYou, "{partner} propose ce que vous cherchez\u00A0: {list}."},
    {Phrase::kNeedThey, "{partner} propose ce que cherche {asker}\u00A0: {list}."},
    {Phrase::kOfferYou, "Vous proposez ce que cherche {partner}\u00A0: {list}."},
    {Phrase::kOfferThey, "{asker} propose ce que cherche {partner}\u00A0: {list}."},
    {Phrase::kPlaceOne, "Un pays en commun\u00A0: {list}."},
    {Phrase::kPlaceMany, "Des pays en commun\u00A0: {list}."},
    {Phrase::kRegion, "Une région en commun\u00A0: {list}."},
    {Phrase::kRegionUnnamed, "Une région en commun."},
    {Phrase::kDiaspora, "Un lien entre pays d’origine et diaspora\u00A0: {list}."},
    {Phrase::kDiasporaUnnamed, "Un lien entre pays d’origine et diaspora."},
    {Phrase::kValuesOne, "Une valeur partagée\u00A0: {list}."},
    {Phrase::kValuesMany, "Des valeurs partagées\u00A0: {list}."},
    {Phrase::kTies, "Des liens à travers {list}."},
    {Phrase::kTiesUnnamed, "Des partenaires en commun."},
    {Phrase::kNoCommonLanguage, "Attention\u00A0: aucune langue commune connue."},
    {Phrase::kNeedNotMetOne, "Ce besoin reste sans réponse\u00A0: {list}."},
    {Phrase::kNeedNotMetMany, "Ces besoins restent sans réponse\u00A0: {list}."},
    {Phrase::kRarelySuggested, "Une bonne piste, rarement proposée."},
    {Phrase::kBroker,
     "Cette piste est visible pour vous, pas pour {asker}\u00A0: demandez d’abord à chaque "
     "partie."},
    {Phrase::kSignalIssue, "Les mêmes sujets, lois et causes profondes."},
    {Phrase::kSignalCommunity, "Les mêmes communautés, servies ou aux commandes."},
    {Phrase::kSignalBridge, "Le même combat avec des communautés différentes."},
    {Phrase::kSignalRelated, "Des thèmes reliés par un lien intersectionnel."},
    {Phrase::kSignalText, "Des mots semblables dans les deux présentations."},
    {Phrase::kSignalNeed, "La part des besoins du demandeur à laquelle le partenaire répond."},
    {Phrase::kSignalOffer, "La part des besoins du partenaire à laquelle le demandeur répond."},
    {Phrase::kSignalPlace, "Le même pays ou la même région, ou pays d’origine et diaspora."},
    {Phrase::kSignalValues, "Des valeurs déclarées de part et d’autre."},
    {Phrase::kSignalTies, "La proximité dans le réseau des coalitions."},
    {Phrase::kNothingKnown, "On en sait trop peu sur l’une des parties."},
    {Phrase::kGatePartners, "Les deux travaillent déjà ensemble dans une coalition."},
    {Phrase::kGateRedLine, "Une ligne rouge de l’une des parties est un thème de l’autre."},
    {Phrase::kGateExpired, "La fiche du partenaire a expiré et attend d’être confirmée."},
    {Phrase::kPathMember, "{a} participe à {b}"},
    {Phrase::kPathBothMembers, "{a} et {b} participent à {list}"},
    {Phrase::kPathTheme, "{a} a pour thème {b}"},
    {Phrase::kPathBothThemes, "{a} et {b} ont un thème commun\u00A0: {list}"},
    {Phrase::kPathBroader, "{a} et {b} relèvent d’un même domaine"},
    {Phrase::kPathCause, "entre {a} et {b}, un lien de cause à effet"},
    {Phrase::kPathRelated, "un lien rapproche {a} et {b}"},
    {Phrase::kReminderConfirm,
     "Confirmez votre fiche d’ici au {n}\u00A0: ensuite, elle ne sera plus suggérée."},
    {Phrase::kReminderExpired,
     "Votre fiche devait être confirmée au plus tard le {n}. Elle n’est plus suggérée tant que "
     "vous ne la confirmez pas."},
    {Phrase::kReminderAsked,
     "Le {n}, la coordination de votre pôle vous a posé une question. Répondez pour continuer."},
    {Phrase::kReminderToken, "Votre jeton expire le {n}. Créez-en un nouveau avant cette date."},
    {Phrase::kFollowUpTogether, "{a} : travail commun avec {list}."},
    {Phrase::kFollowUpMet, "{a} : rencontre avec {list}."},
    {Phrase::kFollowUpSilent, "Aucune nouvelle depuis : {a}."},
    {Phrase::kAnd, " et "},
    {Phrase::kMore, " et {n} de plus"},
};

}  // namespace

std::span<const PhraseRow> FrenchPhrases() { return kPhrases; }

}  // namespace tashbik::services
