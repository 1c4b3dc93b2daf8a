//! A socket that knows when bytes last went through it, and frees its place when it is gone.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::time::now;
use crate::session::Millis;

/// When bytes last came and went.
#[derive(Default)]
pub struct Progress {
    read: AtomicU64,
    written: AtomicU64,
}

impl Progress {
    /// As if bytes had come and gone just now.
    pub fn begun() -> Arc<Self> {
        let progress = Self::default();
        progress.note_read();
        progress.note_written();
        Arc::new(progress)
    }

    /// Bytes have come, or waiting for them begins now.
    pub fn note_read(&self) {
        self.read.store(now(), Ordering::Relaxed);
    }

    /// Bytes have gone, or waiting for that begins now.
    pub fn note_written(&self) {
        self.written.store(now(), Ordering::Relaxed);
    }

    /// How long no bytes have come.
    pub fn silent(&self) -> Millis {
        now().saturating_sub(self.read.load(Ordering::Relaxed))
    }

    /// How long no bytes could be sent.
    pub fn stuck(&self) -> Millis {
        now().saturating_sub(self.written.load(Ordering::Relaxed))
    }
}

/// A socket; `G` is dropped with it.
pub struct Watched<S, G> {
    socket: S,
    progress: Arc<Progress>,
    _place: G,
}

impl<S, G> Watched<S, G> {
    /// Watches a socket that occupies a place.
    pub fn new(socket: S, progress: Arc<Progress>, place: G) -> Self {
        Self { socket, progress, _place: place }
    }
}

impl<S: AsyncRead + Unpin, G: Unpin> AsyncRead for Watched<S, G> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let polled = Pin::new(&mut self.socket).poll_read(cx, buf);
        if buf.filled().len() > before {
            self.progress.note_read();
        }
        polled
    }
}

impl<S: AsyncWrite + Unpin, G: Unpin> AsyncWrite for Watched<S, G> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.socket).poll_write(cx, bytes);
        if let Poll::Ready(Ok(1..)) = polled {
            self.progress.note_written();
        }
        polled
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }
}
