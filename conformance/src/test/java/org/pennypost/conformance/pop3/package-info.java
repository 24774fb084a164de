// SPDX-License-Identifier: Apache-2.0
/** What POP3 promises beyond one conversation. */
package org.pennypost.conformance.pop3;
