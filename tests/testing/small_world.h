// The small world whose answers are known: twelve organizations of Lebanon, Morocco and Palestine.
#ifndef TASHBIK_TESTS_TESTING_SMALL_WORLD_H_
#define TASHBIK_TESTS_TESTING_SMALL_WORLD_H_

namespace tashbik::testing {

inline constexpr char kSmallWorld[] = R"(
  community minority
  community ethnic < minority
  community dom < ethnic -> civil-registry-exclusion
  community amazigh < ethnic
  community bedouin < ethnic
  community noncitizen
  community stateless < noncitizen -> civil-registry-exclusion nationality-law-gender
  community refugee < noncitizen
  community migrant < noncitizen
  community disability
  community lgbtqi
  cause civil-registry-exclusion < birth-registration
  cause nationality-law-gender
  issue legal-identity
  issue nationality < legal-identity
  issue birth-registration < legal-identity
  issue documents < legal-identity
  issue civic-space
  issue association < civic-space
  issue expression
  issue participation
  issue housing
  issue education
  issue work
  issue accessibility
  issue decriminalization
  issue language-rights
  issue health
  issue water
  issue climate
  issue elections
  issue corruption
  issue torture
  issue press
  issue land
  issue archives
  issue trade-unions
  issue violence
  issue debt
  issue energy
  issue fisheries

  org LB-STATELESS in LB serves stateless issue nationality documents
  org LB-DOM in LB serves dom issue birth-registration housing education
  org MA-AMAZIGH in MA serves amazigh issue language-rights association
  org MA-DISAB in MA serves disability issue accessibility association
  org MA-LGBT in MA serves lgbtqi issue decriminalization association
  org PS-BEDOUIN in PS serves bedouin issue housing education
  org LB-REFUGEE in LB serves refugee issue work education
  org LB-LGBT in LB serves lgbtqi issue decriminalization
  org LB-DISAB in LB serves disability issue accessibility
  org MA-MIGRANT in MA serves migrant issue documents work
  org GCHR base LB in BH,KW,IQ issue association expression
  org SIMSIM in MA issue participation association
)";

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_SMALL_WORLD_H_
