// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Tasks that wait, without a thread, until something has come back. */
public final class Parked {
    private final ScheduledExecutorService timer;
    private final List<Task> tasks = new ArrayList<>();

    private record Task(Runnable go, Runnable late, ScheduledFuture<?>[] timeout) {}

    /** Makes an empty car park; the timer runs what became late. */
    public Parked(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Parks a task: {@code go} runs at the next {@link #wake}, or {@code late} after the time, never both. */
    public void park(Runnable go, Runnable late, Duration time) {
        Task task = new Task(go, late, new ScheduledFuture<?>[1]);
        synchronized (tasks) {
            tasks.add(task);
            task.timeout[0] = timer.schedule(() -> expire(task), time.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void expire(Task task) {
        boolean waiting;
        synchronized (tasks) {
            waiting = tasks.remove(task);
        }
        if (waiting) {
            task.late.run();
        }
    }

    /** Lets every task go that waits now. */
    public void wake() {
        List<Task> ready;
        synchronized (tasks) {
            ready = new ArrayList<>(tasks);
            tasks.clear();
        }
        for (Task task : ready) {
            task.timeout[0].cancel(false);
            task.go.run();
        }
    }
}
