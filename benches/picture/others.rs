//! Programs of others that make pictures: rsvg-convert and Chromium of our drawing, Excalidraw of the same board.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::process::{self, Run};

const CHROMIUM: &str = "/usr/bin/chromium";

/// Our drawing as a picture by rsvg-convert.
pub fn rsvg(drawing: &Path, out: &Path, (width, height): (u32, u32)) -> io::Result<Run> {
    let mut command = Command::new("rsvg-convert");
    // It refuses drawings that it takes for bombs otherwise.
    command.args(["--unlimited", "--width", &width.to_string(), "--height", &height.to_string()]);
    let run = process::run(command.arg(drawing).arg("-o").arg(out))?;
    is_picture(out, (width, height)).map(|()| run)
}

/// Our drawing as a picture by headless Chromium.
pub fn chromium(drawing: &Path, out: &Path, (width, height): (u32, u32)) -> io::Result<Run> {
    let folder = tempfile::tempdir()?;
    let page = folder.path().join("page.html");
    let name = drawing.display();
    fs::write(
        &page,
        format!("<body style=\"margin:0\"><img src=\"file://{name}\" width=\"{width}\" height=\"{height}\">"),
    )?;
    let mut command = Command::new(CHROMIUM);
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1"]);
    command.arg(format!("--user-data-dir={}", folder.path().display()));
    command.arg(format!("--window-size={width},{height}")).arg(format!("--screenshot={}", out.display())).arg(&page);
    let run = process::run(&mut command)?;
    is_picture(out, (width, height)).map(|()| run)
}

/// What Excalidraw needed for a board.
pub struct Excalidraw {
    pub svg: Exported,
    pub png: Exported,
    /// The memory of the largest process of the browser.
    pub peak_mib: f64,
}

/// An export, measured from inside the page.
pub struct Exported {
    pub first_millis: f64,
    pub again_millis: f64,
    pub bytes: u64,
}

/// The same board, exported by Excalidraw in headless Chromium.
pub fn excalidraw(boxes: &Path, width: u32) -> io::Result<Excalidraw> {
    let script = folder().join("excalidraw.mjs");
    let run = process::run(Command::new("node").arg(script).arg(boxes).arg(width.to_string()))?;
    let measured: Value = serde_json::from_str(&run.output)?;
    let exported = |format: &str| -> Option<Exported> {
        let format = &measured[format];
        Some(Exported {
            first_millis: format["first"].as_f64()?,
            again_millis: format["again"].as_f64()?,
            bytes: format["bytes"].as_u64()?,
        })
    };
    match (exported("svg"), exported("png"), measured["png"]["width"].as_u64()) {
        (Some(svg), Some(png), Some(painted)) if painted == u64::from(width) => {
            Ok(Excalidraw { svg, png, peak_mib: run.peak_mib })
        }
        _ => Err(io::Error::other(format!("it says {}", run.output))),
    }
}

/// What is not on this machine, each with how to get it.
pub fn missing() -> Vec<&'static str> {
    let is_there =
        |program: &str| Command::new(program).arg("--version").output().is_ok_and(|out| out.status.success());
    let mut missing = Vec::new();
    if !is_there("rsvg-convert") {
        missing.push("rsvg-convert, since it is not installed (Debian: librsvg2-bin)");
    }
    if !is_there(CHROMIUM) {
        missing.push("Chromium and Excalidraw, since there is no /usr/bin/chromium");
    } else if !is_there("node") || !folder().join("bundle/page.js").is_file() {
        missing.push("Excalidraw, since it is not installed; `.ci/drawings install` does that and needs Node");
    }
    missing
}

/// Where `.ci/drawings` installs Excalidraw.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("drawings")
}

/// Fails where there is no picture of this size: a program that gives up may still end well.
fn is_picture(path: &Path, size: (u32, u32)) -> io::Result<()> {
    let decoder = png::Decoder::new(io::BufReader::new(fs::File::open(path)?));
    let info = decoder.read_info().map_err(io::Error::other)?;
    let painted = (info.info().width, info.info().height);
    if painted == size { Ok(()) } else { Err(io::Error::other(format!("its picture has {painted:?} pixels"))) }
}
