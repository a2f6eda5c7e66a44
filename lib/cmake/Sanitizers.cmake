# Private to the project's own targets; never exported.
add_library(photolint_sanitizers INTERFACE)
if(PHOTOLINT_SANITIZE)
  list(JOIN PHOTOLINT_SANITIZE "," _sanitizers)
  target_compile_options(photolint_sanitizers INTERFACE
    -fsanitize=${_sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  # Instrumented, std::function and <regex> give false alarms in GCC 12.
  target_compile_options(photolint_sanitizers INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_link_options(photolint_sanitizers INTERFACE -fsanitize=${_sanitizers})
endif()
