/** Inbox: a message is claimed and its effect on the wanted state committed together. */
@NullMarked
package io.quartermaster.messaging.inbox;

import org.jspecify.annotations.NullMarked;
