//! `empathy-map [FILE...]`: the editor.

use std::env;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::Exit;

const NO_DISPLAY: &str = "There is no display to open a window on. Set DISPLAY or WAYLAND_DISPLAY, or use a command that \
                          needs none: check, export, host, new, schema. “empathy-map --help” tells more.";

/// Opens the editor, and returns when it is closed.
pub(super) fn open(files: Vec<PathBuf>) -> ExitCode {
    if has_display() {
        return crate::app::run(files);
    }
    // If nobody reads the complaint, there is nobody to tell.
    let _ = writeln!(io::stderr(), "{NO_DISPLAY}");
    Exit::Failed.into()
}

/// Whether there is something to open a window on, as far as that can be known without trying.
fn has_display() -> bool {
    let needs_variable = cfg!(all(unix, not(target_os = "macos")));
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    !needs_variable || ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"].into_iter().any(is_set)
}
