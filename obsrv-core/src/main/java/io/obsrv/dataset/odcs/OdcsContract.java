package io.obsrv.dataset.odcs;

import static java.util.Objects.requireNonNull;

import io.obsrv.dataset.DatasetDefinition;
import java.util.List;

/**
 * A contract of the Open Data Contract Standard (ODCS, version 3.1; Bitol, Linux Foundation) that
 * was read.
 *
 * @param definition the dataset it declares
 * @param unused what it says that a dataset has no place for, as paths in the contract, such as
 *     {@code servers}; nothing else is passed over
 */
public record OdcsContract(DatasetDefinition definition, List<String> unused) {

  /** Copies the list. */
  public OdcsContract {
    unused = List.copyOf(unused);
  }

  /**
   * Reads a contract. It declares one dataset: its {@code schema} has one object.
   *
   * @param text YAML or JSON
   * @return the contract
   * @throws io.obsrv.error.InvalidException with all problems: words that the standard does not
   *     have, values of a wrong form, contradictions, or a definition that cannot be used
   */
  public static OdcsContract read(String text) {
    return new ContractReader(ContractText.parse(requireNonNull(text, "text"))).read();
  }

  /**
   * Writes a definition as a contract, from which {@link #read} makes an equal one.
   *
   * @param definition the definition
   * @return YAML
   */
  public static String write(DatasetDefinition definition) {
    return ContractText.yaml(ContractWriter.write(requireNonNull(definition, "definition")));
  }

  /**
   * Writes a definition as a contract, from which {@link #read} makes an equal one.
   *
   * @param definition the definition
   * @return JSON
   */
  public static String writeJson(DatasetDefinition definition) {
    return ContractText.json(ContractWriter.write(requireNonNull(definition, "definition")));
  }
}
