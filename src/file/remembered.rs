//! Small JSON files that this machine keeps for itself. A broken one is put aside, and things begin anew.

use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::fs::{Access, Fs, folder_of};
use super::replace::replace;

/// No such file is read beyond this size, in bytes.
const READ_LIMIT: u64 = 1 << 20;

/// Where the operating system wants this program to keep things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// For working copies and recent files: what belongs to this machine.
    pub state: PathBuf,
    /// For settings.
    pub config: PathBuf,
}

impl Places {
    /// The usual places of this person; `None` when the system names no home folder.
    pub fn of_system() -> Option<Self> {
        let base = etcetera::base_strategy::choose_native_strategy().ok()?;
        let state = base.state_dir().unwrap_or_else(|| base.data_dir());
        Some(Self { state: state.join("empathy-map"), config: base.config_dir().join("empathy-map") })
    }
}

/// Reads a file. What is missing or broken is the default; a broken file is kept beside, with `.broken` at its end.
pub(super) fn load<T: DeserializeOwned + Default>(fs: &dyn Fs, path: &Path) -> T {
    let bytes = match fs.read(path, READ_LIMIT) {
        Ok(bytes) => bytes,
        Err(error) => {
            if error.kind() != io::ErrorKind::NotFound {
                log::warn!("{}: {error}", path.display());
            }
            return T::default();
        }
    };
    serde_json::from_slice(&bytes).unwrap_or_else(|error| {
        log::warn!("{}: {error}; the file is put aside", path.display());
        let mut aside = path.as_os_str().to_owned();
        aside.push(".broken");
        if let Err(error) = fs.rename(path, Path::new(&aside)) {
            log::warn!("{}: {error}", path.display());
        }
        T::default()
    })
}

/// Writes a file, and makes its folder where needed.
pub(super) fn store<T: Serialize>(fs: &dyn Fs, path: &Path, value: &T) -> io::Result<()> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    fs.create_folder(folder_of(path))?;
    replace(fs, path, &bytes, Access::Private, &mut |_| {}).map_err(|error| error.source)
}
