/** Reading requests strictly: JSON bodies with pointers to every fault, entity tags. */
@NullMarked
package io.quartermaster.settings.request;

import org.jspecify.annotations.NullMarked;
