//! Ctrl-C and the system's wish to stop.

use parvis::stop::Stop;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// The first signal asks to stop; the second ends the process at once. The private database
/// notices that by itself, and stops in good order.
pub fn listen(stop: Stop) -> anyhow::Result<()> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::spawn(async move {
        either(&mut interrupt, &mut terminate).await;
        tracing::info!("stopping; a second signal ends at once");
        stop.request();
        either(&mut interrupt, &mut terminate).await;
        tracing::warn!("ended at once");
        std::process::exit(1);
    });
    Ok(())
}

async fn either(interrupt: &mut Signal, terminate: &mut Signal) {
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}
