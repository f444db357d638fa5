// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/ascii.hpp>
#include <reckon/error.hpp>

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reckon {

namespace detail {

/// One link of a citation chain. An anonymous link has a label for its name, which may be empty.
struct source_link {
  std::string name;
  bool anonymous = false;
  char grade = '\0';
};

struct source_maker;

}  // namespace detail

/// Who says something, and whom they cite: a chain "outlet <- ... <- origin".
///
/// Names that differ only in ASCII case or in spaces at their ends are one. "anonymous" and "an anonymous
/// source" name nobody: see same_origin.
class source {
 public:
  /// A source that cites nobody.
  /// Errors: domain_error if the name is empty or contains the arrow of a chain (read that with parse_chain).
  explicit source(std::string_view name) : links_{link_named(name)} {}
  explicit source(const std::string& name) : source(std::string_view(name)) {}
  explicit source(const char* name) : source(std::string_view(name)) {}

  /// This source with the whole chain of another at its far end.
  /// Errors: domain_error if a name would stand twice in the chain.
  [[nodiscard]] source citing(const source& cited) const {
    source result = *this;
    result.links_.insert(result.links_.end(), cited.links_.begin(), cited.links_.end());
    result.check_cycle();
    return result;
  }

  /// This source with the reliability letter of the Admiralty scale on its first link: A is the best, E the
  /// worst, F cannot be judged. Errors: domain_error for any other character.
  [[nodiscard]] source grade(char letter) const {
    if (letter < 'A' || letter > 'F') {
      throw domain_error(std::string("reckon::source: grade '") + letter +
                         "' is not one of A, B, C, D, E, F");
    }
    source result = *this;
    result.links_.front().grade = letter;
    return result;
  }

  /// The letter of the first link; absent if none was given.
  [[nodiscard]] std::optional<char> grade() const noexcept { return letter_of(links_.front()); }

  /// The letter of the least reliable link; absent if no link has one. F stands between C and D, where a
  /// source that cannot be judged is put by the default reliability policy.
  [[nodiscard]] std::optional<char> worst_grade() const noexcept {
    std::optional<char> worst;
    for (const auto& link : links_) {
      const auto letter = letter_of(link);
      if (letter && (!worst || rank(*letter) > rank(*worst))) worst = letter;
    }
    return worst;
  }

  /// The name of the first link; "anonymous" if it has none.
  [[nodiscard]] std::string name() const { return name_of(links_.front()); }

  /// Whether the first link names nobody.
  [[nodiscard]] bool is_anonymous() const noexcept { return links_.front().anonymous; }

  /// The label that tells this anonymous source from others; empty if there is none.
  [[nodiscard]] std::string_view label() const noexcept {
    return is_anonymous() ? std::string_view(links_.front().name) : std::string_view();
  }

  /// The far end of the chain.
  [[nodiscard]] source origin() const { return source(links_.back()); }

  /// The link next to the origin; a chain of one link is its own outlet.
  [[nodiscard]] source outlet() const { return source(links_[links_.size() < 2 ? 0 : links_.size() - 2]); }

  /// The links from the nearest to the far end, each as a source that cites nobody.
  [[nodiscard]] std::vector<source> chain() const {
    std::vector<source> result;
    for (const auto& link : links_) result.push_back(source(link));
    return result;
  }

  /// A text for the origin that groups reports by it; an anonymous one is scoped by its outlet, "anonymous
  /// (Yonhap)".
  [[nodiscard]] std::string origin_key() const {
    std::string key = name_of(links_.back());
    if (links_.back().anonymous && links_.size() > 1) key += " (" + outlet_key() + ")";
    return key;
  }

  /// A text for the outlet that groups reports by it.
  [[nodiscard]] std::string outlet_key() const { return outlet().name(); }

  /// The chain as text: "news article <- JoongAng Ilbo <- Ukrainian officials". parse_chain reads it back.
  [[nodiscard]] std::string text() const {
    std::string result;
    for (const auto& link : links_) {
      if (&link != &links_.front()) result += " <- ";
      result += name_of(link);
    }
    return result;
  }

  /// Whether the two chains have the same names and labels, link by link. Grades are opinions about a source
  /// and do not tell two apart.
  friend bool operator==(const source& a, const source& b) noexcept {
    if (a.links_.size() != b.links_.size()) return false;
    for (std::size_t i = 0; i < a.links_.size(); ++i) {
      if (!same_link(a.links_[i], b.links_[i])) return false;
    }
    return true;
  }

  /// Whether this chain has one link, of this name.
  friend bool operator==(const source& a, std::string_view name) noexcept {
    return a.links_.size() == 1 && !a.is_anonymous() && detail::same_name(a.links_.front().name, name);
  }

  template <class Traits>
  friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                      const source& said_by) {
    return out << said_by.text();
  }

 private:
  friend struct detail::source_maker;

  explicit source(detail::source_link link) : links_{std::move(link)} {}

  static detail::source_link link_named(std::string_view name) {
    name = detail::trimmed(name);
    if (name.empty()) throw domain_error("reckon::source: the name is empty");
    if (name.find("<-") != std::string_view::npos) {
      throw domain_error("reckon::source: the name '" + std::string(name) +
                         "' is a chain; read it with parse_chain");
    }
    for (const std::string_view word :
         {"anonymous", "anonymous source", "an anonymous source", "unnamed source"}) {
      if (detail::same_name(name, word)) return {"", true, '\0'};
    }
    return {std::string(name), false, '\0'};
  }

  [[nodiscard]] static std::string name_of(const detail::source_link& link) {
    if (!link.anonymous) return link.name;
    return link.name.empty() ? "anonymous" : "anonymous \"" + link.name + "\"";
  }

  [[nodiscard]] static bool same_link(const detail::source_link& a, const detail::source_link& b) noexcept {
    return a.anonymous == b.anonymous && detail::same_name(a.name, b.name);
  }

  [[nodiscard]] static std::optional<char> letter_of(const detail::source_link& link) noexcept {
    return link.grade == '\0' ? std::nullopt : std::optional(link.grade);
  }

  [[nodiscard]] static constexpr int rank(char letter) noexcept {
    return static_cast<int>(std::string_view("ABCFDE").find(letter));
  }

  void check_cycle() const {
    for (std::size_t i = 0; i < links_.size(); ++i) {
      for (std::size_t j = i + 1; j < links_.size(); ++j) {
        if (links_[i].anonymous || !same_link(links_[i], links_[j])) continue;
        throw domain_error("reckon::source: '" + links_[j].name + "' cites itself in the chain " + text());
      }
    }
  }

  std::vector<detail::source_link> links_;
};

namespace detail {

struct source_maker {
  [[nodiscard]] static source anonymous(std::string_view label) {
    return source(source_link{std::string(trimmed(label)), true, '\0'});
  }
};

}  // namespace detail

/// The type of `anonymous`.
struct anonymous_source {
  /// A source that is not named.
  [[nodiscard]] explicit(false) operator source() const { return detail::source_maker::anonymous(""); }

  /// A source that is not named, with a label that tells it from other such sources.
  /// Errors: domain_error if the label is empty or contains a quotation mark or the arrow of a chain.
  [[nodiscard]] source operator()(std::string_view label) const {
    const bool arrow = label.find("<-") != std::string_view::npos;
    if (detail::trimmed(label).empty() || label.find('"') != std::string_view::npos || arrow) {
      throw domain_error("reckon::anonymous: label '" + std::string(label) +
                         "' is empty or contains a quotation mark or the arrow of a chain");
    }
    return detail::source_maker::anonymous(label);
  }
};

/// A source that is not named: paper.citing(anonymous), or anonymous("envoy") to tell two apart.
inline constexpr anonymous_source anonymous{};

/// Reads a chain, "news article <- JoongAng Ilbo <- Ukrainian officials".
/// Errors: parse_error for an empty link; domain_error if a name stands twice.
[[nodiscard]] inline source parse_chain(std::string_view text) {
  std::optional<source> chain;
  for (std::size_t begin = 0;;) {
    const std::size_t arrow = text.find("<-", begin);
    const std::size_t end = arrow == std::string_view::npos ? text.size() : arrow;
    const std::string_view name = detail::trimmed(text.substr(begin, end - begin));
    if (name.empty()) {
      throw parse_error("reckon::parse_chain: \"" + std::string(text) + "\" has an empty link at offset " +
                            std::to_string(begin) + "; expected the name of a source",
                        begin, "the name of a source");
    }
    constexpr std::string_view opening = "anonymous \"";
    const bool labelled = name.size() > opening.size() && name.back() == '"' &&
                          detail::same_name(name.substr(0, opening.size()), opening);
    const std::string_view label =
        labelled ? name.substr(opening.size(), name.size() - opening.size() - 1) : "";
    const source link = labelled ? anonymous(label) : source(name);
    chain = chain ? chain->citing(link) : link;
    if (arrow == std::string_view::npos) return *chain;
    begin = arrow + 2;
  }
}

/// Whether two origins are one.
enum class sameness : unsigned char { different, possible, same };

/// Whether two chains end at the same origin. Names decide; an anonymous origin may be anybody, but labels
/// tell two apart, and one label behind one outlet is one origin.
[[nodiscard]] inline sameness same_origin(const source& a, const source& b) {
  const source x = a.origin();
  const source y = b.origin();
  if (!x.is_anonymous() && !y.is_anonymous()) return x == y ? sameness::same : sameness::different;
  if (!x.is_anonymous() || !y.is_anonymous()) return sameness::possible;
  if (x.label().empty() || y.label().empty()) return sameness::possible;
  if (!detail::same_name(x.label(), y.label())) return sameness::different;
  return a.outlet() == b.outlet() ? sameness::same : sameness::possible;
}

}  // namespace reckon
