// SPDX-License-Identifier: Apache-2.0
/** The listeners: sockets, TLS, limits, step queues, write windows, and the hand-over of sessions when a protocol is exchanged. */
@NullMarked
package org.pennypost.transport;

import org.jspecify.annotations.NullMarked;
