// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <string>

#include "fake_rules.h"

using namespace photolint;

TEST_CASE("the schema knows kind, range, choices and default of every parameter") {
  const std::string schema = profile_schema(test::kTable);
  CAPTURE(schema);
  const auto has = [&schema](const char* text) { return schema.find(text) != std::string::npos; };
  CHECK(has("\"$schema\": \"http://json-schema.org/draft-07/schema#\""));
  CHECK(has("\"minimum\": 0,\n              \"maximum\": 1000000000,\n              \"default\": 20480"));
  CHECK(has("\"enum\": [\n                \"exact\""));
  CHECK(has("\"default\": [\n                \"jpeg\"\n              ]"));
  CHECK(has("\"required\": [\n    \"profile\",\n    \"version\"\n  ]"));
  CHECK(has("\"default\": \"warning\""));
  CHECK(has("\"additionalProperties\": false"));
  CHECK(has("\"oneOf\": [\n        {\n          \"type\": \"string\"\n        },"));
  CHECK(schema.back() == '\n');
}
