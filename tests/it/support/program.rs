//! The program, run as a person runs it from a terminal.

use std::process::{Command, Output};

/// Runs the program without a display, from the folder of the project.
pub fn run(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_empathy-map"))
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env_remove("RUST_LOG")
        .output()
        .unwrap()
}

/// What it printed.
pub fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

/// What it complained about.
pub fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// Its exit status.
pub fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}
