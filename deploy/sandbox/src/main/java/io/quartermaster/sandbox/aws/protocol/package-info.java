/** The AWS Query protocol: signatures, parameters and their constraints, pages, XML, errors. */
@NullMarked
package io.quartermaster.sandbox.aws.protocol;

import org.jspecify.annotations.NullMarked;
