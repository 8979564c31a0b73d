# Registers tests with ctest.

# Builds the tests that run under a sanitizer: those of graph and storage, and those of the directory,
# which is all of services below gRPC.
add_custom_target(tashbik_sanitized_tests)
add_custom_target(tashbik_sanitized_directory_tests)
# Those of them whose code has threads.
add_custom_target(tashbik_threaded_tests)
add_custom_target(tashbik_threaded_directory_tests)

# tashbik_test(NAME name SOURCES file… [LIBS target…] [LABELS label…] [ARGS argument…] [TIMEOUT s])
#
# One GoogleTest binary and one ctest entry of that name, from build/<preset>/bin/<name>. It links
# gtest, gmock and gtest_main besides LIBS. LABELS say the folder that is tested (graph, storage,
# services, clients); the sanitizer presets run graph and storage, `asan-ubsan-directory` those
# labelled `directory`, `tsan-directory` those that are `concurrent`. `grpc` marks tests that run gRPC
# itself; `slow` marks tests over 10 s. TIMEOUT is 300 s unless given.
function(tashbik_test)
  cmake_parse_arguments(test "" "NAME;TIMEOUT" "SOURCES;LIBS;LABELS;ARGS" ${ARGN})
  if(NOT test_NAME OR NOT test_SOURCES OR test_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "tashbik_test needs NAME and SOURCES: ${ARGN}")
  endif()
  if(NOT test_TIMEOUT)
    set(test_TIMEOUT 300)
  endif()
  add_executable(${test_NAME} ${test_SOURCES})
  target_link_libraries(${test_NAME} PRIVATE ${test_LIBS} GTest::gtest_main GTest::gmock)
  add_test(NAME ${test_NAME} COMMAND ${test_NAME} --gtest_brief=1 ${test_ARGS})
  set_tests_properties(${test_NAME} PROPERTIES
    LABELS "${test_LABELS}"
    TIMEOUT ${test_TIMEOUT}
    ENVIRONMENT "ASAN_OPTIONS=detect_stack_use_after_return=1;UBSAN_OPTIONS=print_stacktrace=1;TSAN_OPTIONS=halt_on_error=1 suppressions=${PROJECT_SOURCE_DIR}/tests/testing/tsan_suppressions.txt")
  if(graph IN_LIST test_LABELS OR storage IN_LIST test_LABELS)
    add_dependencies(tashbik_sanitized_tests ${test_NAME})
  endif()
  if(directory IN_LIST test_LABELS)
    add_dependencies(tashbik_sanitized_directory_tests ${test_NAME})
  endif()
  if(storage IN_LIST test_LABELS)
    add_dependencies(tashbik_threaded_tests ${test_NAME})
  endif()
  if(concurrent IN_LIST test_LABELS)
    add_dependencies(tashbik_threaded_directory_tests ${test_NAME})
  endif()
endfunction()

# tashbik_script_test(NAME name COMMAND command… [LABELS label…] [TIMEOUT s])
#
# A ctest entry for a script, run in the root of the repository. Binaries are passed in COMMAND as
# $<TARGET_FILE:tashbikd>. Scripts drive whole programs, so the sanitizer presets leave them out.
function(tashbik_script_test)
  cmake_parse_arguments(test "" "NAME;TIMEOUT" "COMMAND;LABELS" ${ARGN})
  if(NOT test_NAME OR NOT test_COMMAND OR test_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "tashbik_script_test needs NAME and COMMAND: ${ARGN}")
  endif()
  if(NOT test_TIMEOUT)
    set(test_TIMEOUT 300)
  endif()
  add_test(NAME ${test_NAME} COMMAND ${test_COMMAND} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${test_NAME} PROPERTIES LABELS "script;${test_LABELS}" TIMEOUT ${test_TIMEOUT})
endfunction()
