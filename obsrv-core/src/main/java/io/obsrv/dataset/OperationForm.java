package io.obsrv.dataset;

import io.obsrv.policy.Transformation;
import io.obsrv.policy.TransformationBuilder;
import java.util.Arrays;
import java.util.Locale;

/** The operations of transformations as JSON has them: a label, and one setting of its own. */
enum OperationForm {
  JSONATA(Transformation.Jsonata.class, "expression"),
  MASK(Transformation.Mask.class, "keepLast"),
  ENCRYPT(Transformation.Encrypt.class, "secret"),
  TOKENISE(Transformation.Tokenise.class, "secret");

  private final Class<? extends Transformation.Operation> type;
  private final String setting;

  OperationForm(Class<? extends Transformation.Operation> type, String setting) {
    this.type = type;
    this.setting = setting;
  }

  static OperationForm of(Transformation.Operation operation) {
    return Arrays.stream(values())
        .filter(f -> f.type.isInstance(operation))
        .findFirst()
        .orElseThrow();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  String setting() {
    return setting;
  }

  void read(Settings settings, TransformationBuilder builder) {
    settings
        .require("column", setting)
        .text(
            "column",
            column -> {
              switch (this) {
                case JSONATA -> settings.text(setting, text -> builder.jsonata(column, text));
                case MASK -> settings.integer(setting, keep -> builder.mask(column, keep));
                case ENCRYPT -> settings.text(setting, name -> builder.encrypt(column, name));
                case TOKENISE -> settings.text(setting, name -> builder.tokenise(column, name));
              }
            });
  }
}
