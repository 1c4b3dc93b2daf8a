//! The files of the page, compiled in.

use super::File;

/// A file of `assets/phone`, under its own name.
macro_rules! file {
    ($name:literal, $kind:expr) => {
        File { path: concat!("/", $name), kind: $kind, bytes: include_bytes!(concat!("../../../assets/phone/", $name)) }
    };
}

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const PICTURE: &str = "image/svg+xml";

/// All of them; the page itself has the empty path.
pub const FILES: &[File] = &[
    File { path: "/", kind: HTML, bytes: include_bytes!("../../../assets/phone/index.html") },
    file!("back.js", SCRIPT),
    file!("board.js", SCRIPT),
    file!("connection.js", SCRIPT),
    file!("dom.js", SCRIPT),
    file!("header.js", SCRIPT),
    file!("icon.svg", PICTURE),
    file!("keep.js", SCRIPT),
    file!("limits.js", SCRIPT),
    file!("mine.js", SCRIPT),
    file!("notes.js", SCRIPT),
    file!("outbox.js", SCRIPT),
    file!("page.js", SCRIPT),
    file!("screens.js", SCRIPT),
    file!("style.css", STYLE),
    file!("text.js", SCRIPT),
    file!("writing.js", SCRIPT),
];
