//! The room's thread: takes what happens in order, lets time pass, and fills the ways out.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;

use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::time::timeout;

use super::Wake;
use super::outgoing::{Closing, Outgoing};
use super::time::{millis, now};
use crate::model::EmpathyMap;
use crate::session::limits::{ROOM_QUEUE, ROOM_QUEUE_BYTES};
use crate::session::{CloseReason, ConnectionId, Millis, Room, RoomInput, RoomOutput};

/// The room's stack: decoding an update follows its nesting, which is checked before, and this is the second fence.
const STACK_BYTES: usize = 64 << 20;

/// Time passes in the room at least this often.
const TICK_MS: Millis = 1_000;

/// What the room's thread is to do.
enum Order {
    /// Somebody comes in, with their way out.
    Join(RoomInput, ConnectionId, Arc<Outgoing>),
    /// Somebody says something; the permit stands for its bytes.
    Message(ConnectionId, Vec<u8>, OwnedSemaphorePermit),
    /// Somebody is gone.
    Left(ConnectionId),
    /// Do this with the room.
    Run(Task),
    /// Tell everybody that it is over.
    Stop,
}

type Task = Box<dyn FnOnce(&mut Room) -> Vec<RoomOutput> + Send>;

/// The way to the room's thread.
#[derive(Clone)]
pub struct Hub {
    orders: mpsc::Sender<Order>,
    bytes: Arc<Semaphore>,
    last_connection: Arc<AtomicU64>,
    has_changed: Arc<AtomicBool>,
}

impl Hub {
    /// Starts the thread of a room.
    ///
    /// # Errors
    /// A sentence: the system gives no thread.
    pub fn start(room: Room, runtime: Handle, wake: Wake) -> Result<(Self, JoinHandle<EmpathyMap>), String> {
        let (orders, incoming) = mpsc::channel(ROOM_QUEUE);
        let has_changed = Arc::new(AtomicBool::new(false));
        let thread = RoomThread {
            room,
            connections: HashMap::new(),
            incoming,
            runtime,
            wake,
            has_changed: Arc::clone(&has_changed),
            next_tick: now() + TICK_MS,
        };
        let thread = std::thread::Builder::new()
            .name("room".into())
            .stack_size(STACK_BYTES)
            .spawn(move || thread.run())
            .map_err(|error| format!("The session cannot be started ({error}). Close other programs and try again."))?;
        let hub = Self {
            orders,
            bytes: Arc::new(Semaphore::new(ROOM_QUEUE_BYTES)),
            last_connection: Arc::default(),
            has_changed,
        };
        Ok((hub, thread))
    }

    /// Names a new connection.
    pub fn name(&self) -> ConnectionId {
        ConnectionId(self.last_connection.fetch_add(1, Ordering::Relaxed) + 1)
    }

    /// Brings somebody in.
    pub async fn join(&self, connection: ConnectionId, input: RoomInput, outgoing: Arc<Outgoing>) {
        self.order(Order::Join(input, connection, outgoing)).await;
    }

    /// Says what somebody said; waits while too much waits for the room.
    pub async fn message(&self, connection: ConnectionId, bytes: Vec<u8>) {
        let share = u32::try_from(bytes.len().min(ROOM_QUEUE_BYTES)).unwrap_or(u32::MAX);
        if let Ok(permit) = Arc::clone(&self.bytes).acquire_many_owned(share).await {
            self.order(Order::Message(connection, bytes, permit)).await;
        }
    }

    /// Says that somebody is gone.
    pub async fn left(&self, connection: ConnectionId) {
        self.order(Order::Left(connection)).await;
    }

    /// Whether the map has changed since this was last asked.
    pub fn take_changed(&self) -> bool {
        self.has_changed.swap(false, Ordering::AcqRel)
    }

    /// What the room answers; `None` when it is gone. Waits for the room, so not to be called on its runtime.
    pub fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Room) -> (T, Vec<RoomOutput>) + Send + 'static,
    ) -> Option<T> {
        let (answer, answers) = std::sync::mpsc::channel();
        let ask: Task = Box::new(move |room| {
            let (said, outputs) = question(room);
            // Who asked may have gone.
            let _ = answer.send(said);
            outputs
        });
        self.orders.blocking_send(Order::Run(ask)).ok()?;
        answers.recv().ok()
    }

    /// Ends the session for everybody.
    pub fn stop(&self) {
        // A room that is gone has told everybody.
        let _ = self.orders.blocking_send(Order::Stop);
    }

    async fn order(&self, order: Order) {
        // Once the room is gone, all connections are being closed.
        let _ = self.orders.send(order).await;
    }
}

struct RoomThread {
    room: Room,
    connections: HashMap<ConnectionId, Arc<Outgoing>>,
    incoming: mpsc::Receiver<Order>,
    runtime: Handle,
    wake: Wake,
    has_changed: Arc<AtomicBool>,
    next_tick: Millis,
}

impl RoomThread {
    /// Runs until the session is stopped; the map as it was then.
    fn run(mut self) -> EmpathyMap {
        loop {
            let wait = self.next_tick.saturating_sub(now());
            let order = match wait {
                0 => None,
                wait => {
                    let runtime = self.runtime.clone();
                    match runtime.block_on(async { timeout(millis(wait), self.incoming.recv()).await }) {
                        Ok(Some(order)) => Some(order),
                        Ok(None) => return self.room.map().clone(),
                        Err(_) => None,
                    }
                }
            };
            match order {
                None => {
                    self.handle(RoomInput::Tick);
                    let latest = now() + TICK_MS;
                    self.next_tick = self.room.due().map_or(latest, |due| due.min(latest));
                }
                Some(Order::Stop) => return self.room.map().clone(),
                Some(order) => {
                    self.follow(order);
                    // What this has left to be gathered goes out in its time.
                    if let Some(due) = self.room.due() {
                        self.next_tick = self.next_tick.min(due);
                    }
                }
            }
        }
    }

    fn follow(&mut self, order: Order) {
        match order {
            Order::Join(input, connection, outgoing) => {
                self.connections.insert(connection, outgoing);
                self.handle(input);
            }
            Order::Message(connection, bytes, _permit) => {
                // Whoever was closed may still have been talking.
                if self.connections.contains_key(&connection) {
                    self.handle(RoomInput::Message { connection, bytes });
                }
            }
            Order::Left(connection) => {
                if self.connections.remove(&connection).is_some() {
                    self.handle(RoomInput::Left { connection });
                }
            }
            Order::Run(task) => {
                let outputs = task(&mut self.room);
                self.carry_out(outputs);
            }
            Order::Stop => {}
        }
    }

    fn handle(&mut self, input: RoomInput) {
        let outputs = self.room.handle(now(), input);
        self.carry_out(outputs);
    }

    fn carry_out(&mut self, outputs: Vec<RoomOutput>) {
        let mut slow = Vec::new();
        for output in outputs {
            match output {
                RoomOutput::Send { to, bytes, lane } => {
                    if let Some(outgoing) = self.connections.get(&to)
                        && outgoing.push(bytes, lane).is_err()
                    {
                        slow.push(to);
                    }
                }
                RoomOutput::Close { connection, reason } => {
                    if let Some(outgoing) = self.connections.remove(&connection) {
                        outgoing.close(reason.into());
                    }
                }
                RoomOutput::MapChanged => {
                    self.has_changed.store(true, Ordering::Release);
                    (self.wake)();
                }
            }
        }
        for connection in slow {
            if let Some(outgoing) = self.connections.remove(&connection) {
                outgoing.cut(CloseReason::TooSlow.into());
                self.handle(RoomInput::Left { connection });
            }
        }
    }
}

impl Drop for RoomThread {
    /// However the room ends, nobody waits for it in vain.
    fn drop(&mut self) {
        for outgoing in self.connections.values() {
            outgoing.close(CloseReason::Ended.into());
        }
    }
}

impl From<CloseReason> for Closing {
    fn from(reason: CloseReason) -> Self {
        Self { code: reason.code(), sentence: reason.sentence().into() }
    }
}
