// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/memo.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/compile.hpp>
#include <reckon/evaluate/program.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

namespace reckon::detail {

/// What is kept with an expression.
struct kept_with_expression final : memo {
  memo_slot program;  ///< if it has thousands of instructions, or was asked before
  memo_slot answer;
};

[[nodiscard]] inline const kept_with_expression& kept_with(const estimate& e) {
  const memo_slot& slot = e.root()->answers;
  const memo* known = slot.find();
  if (known == nullptr) known = &slot.keep(std::make_unique<const kept_with_expression>());
  return static_cast<const kept_with_expression&>(*known);
}

/// The program of an expression for one question. What is asked a second time may be asked a third time: then
/// it is kept with the expression; that of a large one at once, since to make it takes nearly all of the time
/// that a question takes.
class compiled {
 public:
  explicit compiled(const estimate& e) {
    const memo* known = e.root()->answers.find();
    if (known != nullptr) found_ = kept_in(*known);
    if (found_ != nullptr) return;
    own_ = compile(e);
    found_ = &*own_;
    constexpr std::size_t large = 4096;
    const kept_with_expression& kept = kept_with(e);  // from now on it was asked before
    if (known == nullptr && own_->code.size() < large) return;
    own_->root = node_handle();  // what is kept with a node cannot hold it
    found_ = &static_cast<const kept_program&>(
                  kept.program.keep(std::make_unique<const kept_program>(*std::move(own_))))
                  .made;
    own_.reset();
  }
  compiled(const compiled&) = delete;
  compiled& operator=(const compiled&) = delete;

  const program& operator*() const noexcept { return *found_; }

 private:
  struct kept_program final : memo {
    program made;
    explicit kept_program(program p) : made(std::move(p)) {}
  };

  static const program* kept_in(const memo& known) {
    const memo* kept = static_cast<const kept_with_expression&>(known).program.find();
    return kept == nullptr ? nullptr : &static_cast<const kept_program&>(*kept).made;
  }

  std::optional<program> own_;
  const program* found_ = nullptr;
};

}  // namespace reckon::detail
