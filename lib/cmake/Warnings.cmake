# Private to the project's own targets; never exported.
add_library(photolint_warnings INTERFACE)
target_compile_options(photolint_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  $<$<CONFIG:Release>:-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=>  # the same bytes from any build folder
  $<$<BOOL:${PHOTOLINT_WERROR}>:-Werror>
  # GCC 12 sees overlaps and overflows in sums of strings that it inlines; there are none.
  "$<$<CONFIG:Release>:-Wno-error=restrict;-Wno-error=stringop-overflow>")
