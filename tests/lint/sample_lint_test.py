"""The sample has no fault, and each kind of fault is found when it is put in."""

import copy
import unittest

import sample_contract
import sample_lint

CONTRACT = sample_contract.Contract(sample_lint.ROOT / "proto" / "tashbik" / "v1")
VOCABULARY, NETWORK, README, BROKEN_LINES = sample_lint.load(
    sample_lint.ROOT / "deploy" / "sample")


def faults_after(change):
    """The faults of a copy of the sample in which `change(lines by name)` was made."""
    vocabulary, network = copy.deepcopy(VOCABULARY), copy.deepcopy(NETWORK)
    change({line["name"]: line for _, line in vocabulary + network})
    return sample_lint.check(vocabulary, network, README, CONTRACT)


class SampleTest(unittest.TestCase):
    def test_the_sample_is_clean(self):
        self.assertEqual([], BROKEN_LINES)
        self.assertEqual([], sample_lint.check(VOCABULARY, NETWORK, README, CONTRACT))

    def test_the_sample_is_as_large_as_it_says(self):
        kinds = [line["kind"] for _, line in NETWORK]
        actors = kinds.count("organization") + kinds.count("diaspora_group")
        self.assertGreaterEqual(len(VOCABULARY), 200)
        self.assertGreaterEqual(actors, 35)

    def assert_found(self, text, change):
        found = faults_after(change)
        self.assertTrue(any(text in fault for fault in found), f"{text!r} not in {found}")

    def test_contract_faults_are_found(self):
        def change(lines):
            lines["themes/housing"]["facets"] = "FACET_ISSUE"
            lines["themes/education"]["facet"] = "FACET_TOPIC"
            lines["organizations/gchr"]["profile"]["names"] = "GCHR"
        self.assert_found("facets: Theme has no such field", change)
        self.assert_found("'FACET_TOPIC' is no Facet", change)
        self.assert_found("profile.names: not a list", change)

    def test_stories_of_who_was_not_asked_are_found(self):
        def change(lines):
            lines["stories/ma-school"]["organizations"] = [{"organization": "organizations/simsim"}]
            lines["stories/iq-river"]["illustrative"] = False
            del lines["statements/fair-registration"]["texts"]["ar"]
        self.assert_found("organizations: nobody was asked", change)
        self.assert_found("illustrative, sources: what is told is invented", change)
        self.assert_found("texts: not exactly en, ar and fr", change)

    def test_references_that_lead_nowhere_are_found(self):
        def change(lines):
            lines["themes/housing"]["broader"] = ["themes/nowhere"]
            lines["organizations/lb-dom"]["visibility"]["hubs"] = ["hubs/nowhere"]
        self.assert_found("themes/nowhere is on no line above", change)
        self.assert_found("hubs/nowhere is on no line above", change)

    def test_cycles_and_facets_are_found(self):
        def change(lines):
            lines["themes/human-rights"]["broader"] = ["themes/housing"]
            lines["themes/dom"]["broader"] = ["themes/housing"]
            lines["organizations/lb-dom"]["profile"]["needs"] = [{"theme": "themes/housing"}]
        self.assert_found("on a cycle of broader themes", change)
        self.assert_found("broader: themes/housing is of another facet", change)
        self.assert_found("needs: themes/housing is of facet FACET_ISSUE", change)

    def test_missing_languages_and_shared_labels_are_found(self):
        def change(lines):
            del lines["themes/housing"]["labels"]["ar"]
            lines["themes/education"]["labels"]["fr"] = "التعليم"
            lines["themes/health"]["labels"]["en"] = "Statelessness"
            lines["themes/amazigh"]["alternative_labels"]["fr"]["values"].append("Berbères")
        self.assert_found("labels: not exactly en, ar and fr", change)
        self.assert_found("is in another script", change)
        self.assert_found("already names", change)
        self.assert_found("hidden label 'berberes' is a visible one", change)

    def test_bad_leaves_are_found(self):
        def change(lines):
            profile = lines["organizations/gchr"]["profile"]
            profile["base_country"] = "XX"
            profile["names"][0]["text"] += "\u202e"
            lines["organizations/gchr"]["sources"][0]["confirm_date"] = "20 October 2022"
        self.assert_found("'XX' is no country", change)
        self.assert_found("an invisible character", change)
        self.assert_found("is no date", change)

    def test_danger_is_found(self):
        def public(lines):
            lines["organizations/ma-lgbtq"]["visibility"] = {"tier": "TIER_PUBLIC"}

        def named(lines):
            lines["organizations/ma-disability"]["profile"]["descriptions"]["fr"] += " Avec LGBT."
        self.assert_found("themes/lgbtqi is sensitive in MA", public)
        self.assert_found("a text names themes/lgbtqi", named)

    def test_unmarked_examples_are_found(self):
        self.assert_found("illustrative:", lambda lines: lines["organizations/lb-dom"].pop(
            "illustrative"))


if __name__ == "__main__":
    unittest.main()
