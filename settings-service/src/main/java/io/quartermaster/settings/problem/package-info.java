/** Error responses: RFC 9457 problem details with stable types. */
@NullMarked
package io.quartermaster.settings.problem;

import org.jspecify.annotations.NullMarked;
