//! `empathy-map [FILE...]`: the editor.

use std::env;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::Exit;

const NO_DISPLAY: &str = "There is no display to open a window on. Set DISPLAY or WAYLAND_DISPLAY, or use a command that \
                          needs none: check, export, host, import, new, schema. “empathy-map --help” tells more.";

/// Opens the editor, and returns when it is closed.
pub(super) fn open(files: Vec<PathBuf>) -> ExitCode {
    if has_display() {
        return crate::app::run(files.into_iter().map(plain_path).collect());
    }
    // If nobody reads the complaint, there is nobody to tell.
    let _ = writeln!(io::stderr(), "{NO_DISPLAY}");
    Exit::Failed.into()
}

/// The path of a `file:` address, in which desktops hand over files to programs that also open links; anything else as it is.
fn plain_path(argument: PathBuf) -> PathBuf {
    let path = argument
        .to_str()
        .and_then(|text| text.strip_prefix("file://"))
        .and_then(|rest| rest.find('/').map(|at| &rest[at..]));
    path.and_then(decoded).map_or(argument.clone(), PathBuf::from)
}

/// A text without its percent signs; `None` where they stand for no text.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte == b'%' {
            let (digits, behind) = rest.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
            rest = behind;
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Whether there is something to open a window on, as far as that can be known without trying.
fn has_display() -> bool {
    let needs_variable = cfg!(all(unix, not(target_os = "macos")));
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    !needs_variable || ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"].into_iter().any(is_set)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_opens_by_its_path_and_by_its_address() {
        let opened = |text: &str| plain_path(PathBuf::from(text));
        assert_eq!(opened("maps/50%.json"), PathBuf::from("maps/50%.json"));
        assert_eq!(opened("file:///home/mei/My%20maps/caf%C3%A9.json"), PathBuf::from("/home/mei/My maps/café.json"));
        assert_eq!(opened("file://localhost/tmp/a.json"), PathBuf::from("/tmp/a.json"));
        assert_eq!(opened("empathy-map://host:1/#a%20b.c"), PathBuf::from("empathy-map://host:1/#a%20b.c"));
        assert_eq!(opened("file:///tmp/%zz"), PathBuf::from("file:///tmp/%zz"), "no address that anybody writes");
    }
}
