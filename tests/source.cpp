// SPDX-License-Identifier: BSL-1.0
#include <reckon/source.hpp>

#include "support.hpp"

#include <optional>
#include <random>
#include <sstream>
#include <string>

using reckon::anonymous;
using reckon::parse_chain;
using reckon::same_origin;
using reckon::sameness;
using reckon::source;

namespace {

const source article("news article");
const source paper("JoongAng Ilbo");
const source officials("Ukrainian officials");

}  // namespace

TEST_CASE("the origin is the far end of the chain, the outlet the link next to it") {
  const source chain = article.citing(paper.citing(officials));
  CHECK(chain.name() == "news article");
  CHECK(chain.origin() == officials);
  CHECK(chain.outlet() == paper);
  REQUIRE(chain.chain().size() == 3);
  CHECK(chain.chain()[0] == article);
  CHECK(chain.chain()[2] == "Ukrainian officials");
  CHECK(chain.origin_key() == "Ukrainian officials");
  CHECK(chain.outlet_key() == "JoongAng Ilbo");
}

TEST_CASE("a chain of one link is its own origin and outlet") {
  CHECK(officials.origin() == officials);
  CHECK(officials.outlet() == officials);
  CHECK(source(anonymous).origin_key() == "anonymous");
}

TEST_CASE("citing is associative") {
  CHECK(article.citing(paper.citing(officials)) == article.citing(paper).citing(officials));
}

TEST_CASE("names that differ in case or outer spaces are one") {
  CHECK(source("  KCNA ") == source("kcna"));
  CHECK(source("KCNA").name() == "KCNA");
  CHECK(source(" KCNA ").name() == "KCNA");
  CHECK(source("KCNA") == "kcna");
  CHECK_FALSE(source("KCNA") == source("Yonhap"));
  CHECK_FALSE(article.citing(paper) == paper.citing(article));
}

TEST_CASE("a name that comes twice in a chain is refused and named") {
  CHECK_THROWS_WITH(article.citing(paper).citing(source("NEWS article")),
                    support::contains_text("'NEWS article'"));
  CHECK_THROWS_AS(article.citing(article), reckon::domain_error);
  CHECK_THROWS_AS(parse_chain("a <- b <- A"), reckon::domain_error);
  // Two anonymous links need not be one person.
  CHECK(source(anonymous).citing(anonymous).chain().size() == 2);
}

TEST_CASE("names that are empty or hold an arrow are refused") {
  CHECK_THROWS_AS(source(""), reckon::domain_error);
  CHECK_THROWS_AS(source("  "), reckon::domain_error);
  CHECK_THROWS_WITH(source("a <- b"), support::contains_text("parse_chain"));
}

TEST_CASE("the grade belongs to the first link, and the worst of the chain can be asked") {
  const source chain = paper.grade('B').citing(officials.grade('D'));
  CHECK(chain.grade() == 'B');
  CHECK(chain.origin().grade() == 'D');
  CHECK(chain.worst_grade() == 'D');
  CHECK_FALSE(paper.grade());
  CHECK_FALSE(paper.worst_grade());
  CHECK(paper.citing(officials.grade('A')).worst_grade() == 'A');
  // F, which cannot be judged, is put between C and D.
  CHECK(paper.grade('F').citing(officials.grade('C')).worst_grade() == 'F');
  CHECK(paper.grade('F').citing(officials.grade('D')).worst_grade() == 'D');
  CHECK(paper.grade('B') == paper);
  for (const char letter : {'G', 'a', ' ', '\0'}) CHECK_THROWS_AS(paper.grade(letter), reckon::domain_error);
}

TEST_CASE("anonymous names nobody and is scoped by its outlet") {
  const source a = article.citing(paper.citing(anonymous));
  CHECK(a.origin().is_anonymous());
  CHECK(a.origin_key() == "anonymous (JoongAng Ilbo)");
  CHECK(paper.citing(anonymous("envoy")).origin_key() == "anonymous \"envoy\" (JoongAng Ilbo)");
  for (const char* text :
       {"anonymous", "anonymous source", "an anonymous source", "Unnamed source", " ANONYMOUS "}) {
    INFO(text);
    CHECK(parse_chain(text).is_anonymous());
    CHECK(source(text).is_anonymous());
  }
  CHECK_THROWS_AS(anonymous(""), reckon::domain_error);
  CHECK_THROWS_AS(anonymous("a \"b\""), reckon::domain_error);
}

TEST_CASE("anonymous origins may be one, labels tell them apart") {
  const source yonhap("Yonhap");
  CHECK(same_origin(paper.citing(officials), yonhap.citing(source("ukrainian officials"))) == sameness::same);
  CHECK(same_origin(paper.citing(officials), paper) == sameness::different);
  CHECK(same_origin(paper.citing(anonymous), paper.citing(anonymous)) == sameness::possible);
  CHECK(same_origin(paper.citing(anonymous), yonhap.citing(anonymous)) == sameness::possible);
  CHECK(same_origin(paper.citing(anonymous), officials) == sameness::possible);
  CHECK(same_origin(paper.citing(anonymous("a")), paper.citing(anonymous("b"))) == sameness::different);
  CHECK(same_origin(paper.citing(anonymous("a")), paper.citing(anonymous("A "))) == sameness::same);
  CHECK(same_origin(paper.citing(anonymous("a")), yonhap.citing(anonymous("a"))) == sameness::possible);
  CHECK(same_origin(paper.citing(anonymous("a")), paper.citing(anonymous)) == sameness::possible);
}

TEST_CASE("a chain is printed and read back") {
  const std::string text = "news article <- JoongAng Ilbo <- Ukrainian officials";
  CHECK(parse_chain(text).text() == text);
  CHECK(parse_chain("news article<-JoongAng Ilbo  <-  Ukrainian officials").text() == text);
  std::ostringstream out;
  out << article.citing(anonymous("envoy"));
  CHECK(out.str() == "news article <- anonymous \"envoy\"");
  CHECK(parse_chain(out.str()) == article.citing(anonymous("envoy")));
  CHECK(parse_chain(out.str()).origin().label() == "envoy");
}

TEST_CASE("an empty link is refused with its place") {
  for (const char* text : {"", " ", "a <- ", "<- a", "a <- <- b"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_chain(text), reckon::parse_error);
  }
  try {
    (void)parse_chain("a <-  <- b");
    FAIL("no error");
  } catch (const reckon::parse_error& problem) {
    CHECK(problem.position() == 4);
    CHECK(problem.expected() == "the name of a source");
  }
}

TEST_CASE("random chains are read back or refused") {
  const char* fragments[] = {"a", "b", "<-", " ", "<", "-", "anonymous", "\"", "x", "\xff", " source"};
  std::mt19937_64 random(6);
  for (int i = 0; i < 5000; ++i) {
    std::string text;
    for (auto k = random() % 8; k > 0; --k) text += fragments[random() % std::size(fragments)];
    INFO(text);
    try {
      const source chain = parse_chain(text);
      CHECK(parse_chain(chain.text()) == chain);
    } catch (const reckon::error&) {
    }
  }
}
