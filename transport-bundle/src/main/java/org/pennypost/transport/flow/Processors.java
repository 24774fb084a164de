// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;

/**
 * The I/O threads. MINA's own pool lets any thread change a selection key, which loses a change that the I/O thread makes
 * at the same moment, and does not wake the selector: reading then stays suspended. Here the I/O thread makes all changes.
 */
final class Processors implements IoProcessor<NioSession> {
    private final ExecutorService threads;
    private final NioProcessor[] processors;
    private volatile boolean disposing;

    Processors(int count) {
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "io");
            thread.setDaemon(true);
            return thread;
        });
        processors = new NioProcessor[count];
        for (int i = 0; i < count; i++) {
            processors[i] = new NioProcessor(threads);
        }
    }

    private NioProcessor of(NioSession io) {
        return processors[(int) (io.getId() % processors.length)];
    }

    @Override
    public void add(NioSession io) {
        of(io).add(io);
    }

    @Override
    public void flush(NioSession io) {
        of(io).flush(io);
    }

    @Override
    public void write(NioSession io, WriteRequest request) {
        of(io).write(io, request);
    }

    @Override
    public void updateTrafficControl(NioSession io) {
        of(io).updateTrafficMask(io);
    }

    @Override
    public void remove(NioSession io) {
        of(io).remove(io);
    }

    @Override
    public boolean isDisposing() {
        return disposing;
    }

    @Override
    public boolean isDisposed() {
        return disposing;
    }

    @Override
    public void dispose() {
        disposing = true;
        for (NioProcessor processor : processors) {
            processor.dispose();
        }
        threads.shutdown();
    }
}
