// The evaluation folder as the facts that the engine is built from, by the text rules of the
// server: what `tashbik import` makes of the same files.
#ifndef TASHBIK_TESTS_EVAL_REGISTER_FACTS_H_
#define TASHBIK_TESTS_EVAL_REGISTER_FACTS_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "graph/facts.h"

namespace tashbik::eval {

// An organization's id in the engine is its id in the register, so that equals are put in the same
// order in every run.
struct Register {
  graph::Facts facts;                                // themes and actors
  absl::flat_hash_map<std::string, size_t> numbers;  // of an organization: its row, from 0
};

// Reads the four files of the register. Nothing where a file is missing or lacks a column; `error`
// says which. Descriptions with characters that the server refuses are left out, as there.
std::optional<Register> ReadRegister(const std::string& folder, std::string& error);

// The coalitions and memberships that a fold shows.
bool ReadKnown(const std::string& fold, graph::Facts& facts, std::string& error);

// The organizations for which a fold asks, each once, in the order of the file.
bool ReadAskers(const std::string& fold, std::vector<std::string>& askers, std::string& error);

}  // namespace tashbik::eval

#endif  // TASHBIK_TESTS_EVAL_REGISTER_FACTS_H_
