/** Transactional outbox: an event and the state it tells of are committed together. */
@NullMarked
package io.quartermaster.messaging.outbox;

import org.jspecify.annotations.NullMarked;
