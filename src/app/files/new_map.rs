//! Maps that come from elsewhere than a file of their own: in this window, or in a further one beside the open map.

use std::path::Path;
use std::sync::Arc;

use eframe::egui;

use crate::app::shell::Dialog;
use crate::app::{App, clock};
use crate::document::Document;
use crate::file::working::{Header, WorkingCopy};
use crate::model::{EmpathyMap, MapId};

impl App {
    /// Opens a map that no file holds: here, or in a further window when a map is open. Whoever leaves it is asked.
    pub(in crate::app) fn open_unsaved(&mut self, ctx: &egui::Context, map: EmpathyMap) {
        let header = Header {
            path: None,
            title: map.title.clone(),
            fingerprint: None,
            opened: clock::now_rfc3339(),
            // Nobody has edited it, and yet it is in no file.
            unsaved_edits: 1,
        };
        match Document::new(map) {
            Ok(document) if self.editor.is_none() => self.open_document(ctx, document, header),
            Ok(document) => self.open_beside(&document, header),
            Err(error) => self.shell.ask(Dialog::notice("The map cannot be opened", error.to_string())),
        }
    }

    /// Hands a document over to a further window, by a working copy.
    fn open_beside(&mut self, document: &Document, header: Header) {
        let key = clock::new_id(MapId::from_parts);
        let (fs, state) = (Arc::clone(&self.services.fs), &self.services.state_folder);
        match WorkingCopy::create(fs, state, key.as_str(), header, &document.encode_state(), || {}) {
            Ok(copy) => {
                let folder = copy.folder().to_path_buf();
                // The other window takes it over.
                drop(copy);
                self.open_window(Some(Path::new(&folder)));
            }
            Err(error) => self.shell.ask(Dialog::notice("The map cannot be opened", error.to_string())),
        }
    }
}
