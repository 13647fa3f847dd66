//! The thread that starts the database, watches it and starts it again.

use std::process::Child;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use rustix::io::retry_on_intr;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};

use super::server::Server;

const POLL: Duration = Duration::from_millis(10);
const SHORTEST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
/// A database that lived this long has not died of what killed the one before.
const STEADY: Duration = Duration::from_secs(60);
/// How long the database may take to write everything down before it is told to stop at once.
const GRACE: Duration = Duration::from_secs(30);

/// The thread, and the means to tell it that the database shall stop.
#[derive(Debug)]
pub struct Supervisor {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    stopping: bool,
    running: Option<Pid>,
}

impl Supervisor {
    /// Returns when the database accepts connections, or with the reason why it does not.
    pub fn start(server: Server) -> anyhow::Result<Self> {
        let shared = Arc::new(Shared::default());
        let (tell, told) = mpsc::channel();
        let thread = thread::Builder::new().name("postgres".into()).spawn({
            let shared = Arc::clone(&shared);
            move || match shared.launch(&server) {
                Ok(child) => {
                    tell.send(Ok(())).ok();
                    shared.watch(&server, child);
                }
                Err(error) => {
                    tell.send(Err(error)).ok();
                }
            }
        })?;
        told.recv().context("the database's thread ended early")??;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// Fast shutdown; returns when the database is gone.
    pub fn stop(&mut self) {
        let Some(thread) = self.thread.take() else {
            return;
        };
        let began = Instant::now();
        self.shared.stop(Signal::INT);
        while !thread.is_finished() {
            thread::sleep(POLL);
            if began.elapsed() > GRACE {
                self.shared.stop(Signal::QUIT);
            }
        }
        thread.join().ok();
        tracing::info!(seconds = began.elapsed().as_secs_f32(), "database stopped");
    }
}

impl Drop for Supervisor {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Shared {
    /// One start, up to the moment when the database is ready, however long its recovery takes.
    fn launch(&self, server: &Server) -> anyhow::Result<Child> {
        server.make_way()?;
        let began = Instant::now();
        let said_before = server.log_end();
        let mut child = server.spawn()?;
        let pid = Pid::from_child(&child);
        while !server.is_ready(pid) {
            if let Some(status) = child.try_wait()? {
                bail!("the database did not start ({status}):\n{}", server.log_since(said_before));
            }
            if self.state().stopping {
                kill_process(pid, Signal::INT).ok();
            }
            thread::sleep(POLL);
        }
        tracing::info!(pid = pid.as_raw_nonzero(), seconds = began.elapsed().as_secs_f32(), "database ready");
        Ok(child)
    }

    fn watch(&self, server: &Server, mut child: Child) {
        let mut pause = SHORTEST_PAUSE;
        loop {
            let began = Instant::now();
            let ended = self.wait(child);
            if began.elapsed() > STEADY {
                pause = SHORTEST_PAUSE;
            }
            child = loop {
                if !self.pause(pause) {
                    return;
                }
                pause = LONGEST_PAUSE.min(pause * 2);
                tracing::error!("the database ended ({ended}), starting it again");
                match self.launch(server) {
                    Ok(child) => break child,
                    Err(error) => tracing::error!("{error:#}"),
                }
            };
        }
    }

    /// Waits for the end without reaping, so that the pid cannot be another's while it is known.
    fn wait(&self, mut child: Child) -> String {
        let pid = Pid::from_child(&child);
        let mut state = self.state();
        state.running = Some(pid);
        if state.stopping {
            kill_process(pid, Signal::INT).ok();
        }
        drop(state);
        let unreaped = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
        retry_on_intr(|| waitid(WaitId::Pid(pid), unreaped)).ok();
        let mut state = self.state();
        state.running = None;
        child.wait().map_or_else(|error| error.to_string(), |status| status.to_string())
    }

    /// False when the database shall not start again.
    fn pause(&self, length: Duration) -> bool {
        let waited = self.changed.wait_timeout_while(self.state(), length, |state| !state.stopping);
        !waited.unwrap_or_else(PoisonError::into_inner).0.stopping
    }

    fn stop(&self, signal: Signal) {
        let mut state = self.state();
        state.stopping = true;
        if let Some(pid) = state.running {
            kill_process(pid, signal).ok();
        }
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
