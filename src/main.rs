//! Empathy Map: the program.

use std::process::ExitCode;

fn main() -> ExitCode {
    empathy_map::cli::run()
}
