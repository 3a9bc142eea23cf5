/** Inbox: the claim of an event and its effect on the desired state commit together. */
@NullMarked
package io.quartermaster.messaging.inbox;

import org.jspecify.annotations.NullMarked;
