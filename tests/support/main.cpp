// SPDX-License-Identifier: GPL-3.0-or-later
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include "photolint/analysis/process_setup.h"

int main(int argc, char* argv[]) {
  photolint::set_up_process();
  return Catch::Session().run(argc, argv);
}
