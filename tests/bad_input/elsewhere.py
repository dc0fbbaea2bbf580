"""Rows of the list of bad inputs that are shown by tests outside this folder: the row's key, the file and the test."""

from __future__ import annotations

ELSEWHERE = {
    "C01": ("saving/test_writers.py", "test_many_writers_at_once"),
    "C02": ("saving/test_kills.py", "test_thousands_of_kills_at_any_moment"),
    "C04": ("saving/test_refusals.py", "test_every_file_call_fails"),
    "C05": ("saving/test_power.py", "test_the_power_fails"),
    "C07": ("saving/test_locking.py", "test_whoever_holds_the_lock_is_named"),
    "C08": ("saving/test_locking.py", "test_the_lock_for_systems_that_cannot_lock_a_folder"),
    "C11": ("test_commands.py", "test_an_edit_is_noticed_even_at_once_with_the_size_and_the_time_of_before"),
    "E02": ("test_formats.py", "test_raw_csv_gives_every_text_back"),
    "E03": ("test_formats.py", "test_no_cell_of_csv_begins_like_a_formula_unless_it_is_a_number"),
    "E09": ("test_formats.py", "test_no_text_is_taken_for_markup"),
    "F18": ("saving/test_refusals.py", "test_the_disk_is_full"),
    "F20": ("saving/test_saving.py", "test_a_file_on_another_disk_within_the_folder"),
    "M18": ("test_ranges.py", "test_every_single_form_is_a_bounded_run_of_days"),
    "X01": ("test_terminal.py", "test_markup_is_shown_as_it_is_written_and_the_rest_as_escapes"),
    "X02": ("test_terminal.py", "test_no_text_from_a_file_steers_the_terminal"),
    "X04": ("test_terminal.py", "test_markup_is_shown_as_it_is_written_and_the_rest_as_escapes"),
    "X05": ("test_terminal.py", "test_markup_is_shown_as_it_is_written_and_the_rest_as_escapes"),
    "X07": ("test_terminal.py", "test_no_text_from_a_file_steers_the_terminal_in_any_format"),
    "X08": ("test_terminal.py", "test_markup_is_shown_as_it_is_written_and_the_rest_as_escapes"),
    "X10": ("test_terminal.py", "test_a_paragraph_keeps_its_own_lines_and_only_those"),
    "X11": ("test_terminal.py", "test_one_character_has_at_most_eight_marks"),
    "X14": ("test_commands.py", "test_the_piped_table_has_a_line_a_row_and_nothing_is_cut"),
    "X16": ("test_terminal.py", "test_any_encoding_of_the_output_will_do"),
    "X17": ("test_terminal.py", "test_the_first_line_is_enough"),
    "X19": ("test_terminal.py", "test_a_closed_output_is_said"),
    "X20": ("test_terminal.py", "test_ctrl_c_ends_with_130_and_leaves_nothing_behind"),
    "X22": ("test_terminal.py", "test_an_argument_is_shown_harmless_in_an_error"),
}
