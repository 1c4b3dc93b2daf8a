//! The servers that are measured, each a process of its own.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use empathy_map::document::Document;
use empathy_map::file;
use empathy_map::session::EditorLink;
use tempfile::TempDir;

use crate::plan;

/// How our own host is called in the table.
pub const OURS: &str = "empathy-map host, TLS";

/// A server that runs until this is dropped.
pub struct Server {
    /// Its name in the table.
    pub name: &'static str,
    /// How many people will come.
    pub people: usize,
    /// Where to connect: `ws://` or `wss://`.
    pub url: String,
    /// The room that stands before each frame, with Hocuspocus.
    pub room: Option<&'static str>,
    /// What is put into its room; `None` where it has a map already.
    pub seed: Option<Vec<u8>>,
    child: Child,
    /// Open as long as it runs: who writes into a closed one is ended.
    _stdout: BufReader<ChildStdout>,
    _folder: TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Our host, as it runs for people.
    pub fn ours(people: usize) -> Result<Self, String> {
        Self::host(OURS, people, &[])
    }

    /// Our host without encryption, as the other servers run.
    pub fn ours_plain(people: usize) -> Result<Self, String> {
        Self::host("empathy-map host, plain", people, &["--plain-editor-door"])
    }

    fn host(name: &'static str, people: usize, options: &[&str]) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let path = folder.path().join("map.json");
        fs::write(&path, file::write(&plan::map(people))).map_err(|error| error.to_string())?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_empathy-map"));
        command.arg("host").arg(&path).args(["--bind", "127.0.0.1", "--port", "0"]).args(options);
        let (child, stdout, line) = spawn(&mut command)?;
        let link = line.strip_prefix("editor: ").ok_or(format!("our host says {line:?}"))?;
        let EditorLink::Host { address, secret, .. } = EditorLink::parse(link)? else {
            return Err("our host gives a link to a relay".into());
        };
        let scheme = if options.is_empty() { "wss" } else { "ws" };
        let url = format!("{scheme}://{address}/edit/map?token={secret}");
        Ok(Self { name, people, url, room: None, seed: None, child, _stdout: stdout, _folder: folder })
    }

    /// The server of y-websocket.
    pub fn y_websocket(people: usize) -> Result<Self, String> {
        Self::node("@y/websocket-server 0.1.1", people, "y-websocket.mjs", None)
    }

    /// Hocuspocus, one node.
    pub fn hocuspocus(people: usize) -> Result<Self, String> {
        Self::node("@hocuspocus/server 4.7.0", people, "hocuspocus.mjs", Some("map"))
    }

    fn node(name: &'static str, people: usize, script: &str, room: Option<&'static str>) -> Result<Self, String> {
        let folder = peers();
        if !folder.join("node_modules").is_dir() {
            return Err(format!("{name}, since it is not installed; `.ci/peers` does that"));
        }
        let (child, stdout, port) = spawn(Command::new("node").arg(folder.join(script)).env("NODE_ENV", "production"))?;
        let seed = Document::new(plan::map(people)).map_err(|error| error.to_string())?.encode_state();
        let url = format!("ws://127.0.0.1:{port}/map");
        let empty = tempfile::tempdir().map_err(|error| error.to_string())?;
        Ok(Self { name, people, url, room, seed: Some(seed), child, _stdout: stdout, _folder: empty })
    }

    /// The seconds of CPU that it has used.
    pub fn cpu_seconds(&self) -> f64 {
        cpu_seconds(&self.child.id().to_string())
    }

    /// The memory that it holds.
    pub fn memory_mib(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or_default() / 1024.0
    }
}

/// The seconds of CPU that a process has used, of all its threads; `self` for this one.
pub fn cpu_seconds(process: &str) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name in parentheses may hold anything.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    // Linux counts hundredths of a second here on every machine.
    (ticks(11) + ticks(12)) / 100.0
}

/// Where `.ci/peers` installs the programs of others.
fn peers() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("peers")
}

/// Starts a server and reads the line in which it says where it is.
fn spawn(command: &mut Command) -> Result<(Child, BufReader<ChildStdout>, String), String> {
    // An open standard input keeps the servers in JavaScript running, and its end ends them.
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{command:?} does not start ({error})"))?;
    let mut line = String::new();
    let mut stdout = BufReader::new(child.stdout.take().ok_or("no standard output")?);
    stdout.read_line(&mut line).map_err(|error| error.to_string())?;
    Ok((child, stdout, line.trim().to_owned()))
}
