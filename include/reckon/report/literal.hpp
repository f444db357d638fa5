// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/estimate.hpp>
#include <reckon/phrase.hpp>
#include <reckon/report/leaf.hpp>
#include <reckon/vocabulary.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace reckon {

namespace detail {

/// A text literal as a template argument.
template <std::size_t N>
struct literal_text {
  char bytes[N]{};

  consteval literal_text(const char (&text)[N]) noexcept {  // NOLINT(google-explicit-constructor)
    for (std::size_t i = 0; i < N; ++i) bytes[i] = text[i];
  }

  [[nodiscard]] constexpr std::string_view view() const noexcept { return {bytes, N - 1}; }
};

/// Whether a text is a phrase that states a value; a text that is no phrase stops the compilation with the
/// reason.
consteval bool states_value(std::string_view text) {
  words::reading said;
  words::refuse_while_compiling(words::read_phrase(text, said).fault);
  return said.kind != phrase_kind::silent && said.kind != phrase_kind::change && !said.negated;
}

}  // namespace detail

namespace literals {

/// A new leaf with the meaning of the text under vocabulary::plain: "about 11,000"_est. Two of the same text
/// are two leaves. A text that cannot be read, or that states no value, does not compile.
template <detail::literal_text Text>
[[nodiscard]] estimate operator""_est() {
  static_assert(detail::states_value(Text.view()), "reckon: the text of an estimate must state a value");
  auto made = std::make_unique<detail::leaf_node>(
      detail::value_of_meaning(vocabulary::plain.read(parse(Text.view())), std::string(Text.view())));
  made->name = Text.view();
  return estimate(detail::node_handle(made.release()));
}

}  // namespace literals

}  // namespace reckon
