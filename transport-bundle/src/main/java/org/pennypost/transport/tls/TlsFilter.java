// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.tls;

import java.net.InetSocketAddress;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.apache.mina.core.filterchain.IoFilter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.ssl.SslFilter;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.transport.flow.Layering;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.2 and 1.3 as the server of one connection, with suites that have forward secrecy and authenticated encryption
 * only. The work of handshakes is done by MINA's two TLS threads, never by an I/O thread. A client who says which protocol
 * he wants (ALPN) and does not want ours is turned away: a browser that was lured here, for example.
 */
@Rfc(number = 9325, section = "3.8")
@Rfc(number = 9325, section = "4.2")
@Rfc(number = 8314, section = "3")
final class TlsFilter extends SslFilter implements Layering {
    private static final Logger LOG = LoggerFactory.getLogger(TlsFilter.class);

    private final SSLEngine engine;

    TlsFilter(SSLContext context, String... protocols) {
        super(context);
        // No name and port: MINA would look the client's name up in the DNS, on the I/O thread.
        engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        engine.setEnabledCipherSuites(suites(engine.getSupportedCipherSuites()));
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setUseCipherSuitesOrder(true);
        parameters.setApplicationProtocols(protocols);
        engine.setSSLParameters(parameters);
    }

    private static String[] suites(String[] supported) {
        return Arrays.stream(supported)
                .filter(suite -> suite.startsWith("TLS_AES_")
                        || suite.startsWith("TLS_CHACHA20_")
                        || suite.startsWith("TLS_ECDHE_") && (suite.contains("_GCM_") || suite.contains("_CHACHA20_")))
                .toArray(String[]::new);
    }

    @Override
    protected SSLEngine createEngine(IoSession session, InetSocketAddress address) {
        return engine;
    }

    /** MINA says goodbye first, and when that fails it forgets to tell those behind that the socket has gone. */
    @Override
    public void sessionClosed(NextFilter next, IoSession session) {
        try {
            onClose(next, session, false);
        } catch (SSLException | RuntimeException e) {
            LOG.debug("{}: {}", session, e.toString());
        }
        next.sessionClosed(session);
    }

    @Override
    public IoFilter filter() {
        return this;
    }

    @Override
    public String description() {
        SSLSession session = engine.getSession();
        return session.getProtocol() + " " + session.getCipherSuite();
    }
}
